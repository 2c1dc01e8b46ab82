package io.sounder.agent.repository;

import io.sounder.agent.base.WalSegment;

/** The lowest and highest segment names that an archive holds; there may be gaps between. */
public record WalRange(WalSegment min, WalSegment max) {}
