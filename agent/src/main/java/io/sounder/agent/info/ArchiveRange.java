package io.sounder.agent.info;

import io.sounder.agent.format.PgId;
import io.sounder.agent.repository.WalRange;
import java.util.Optional;

/**
 * The WAL of one cluster in one repository.
 *
 * @param historyId number of the cluster in archive.info
 * @param id name of the folder, such as {@code 15-1}
 * @param range lowest and highest segment; empty when there are none
 */
public record ArchiveRange(int historyId, String id, PgId pg, Optional<WalRange> range) {}
