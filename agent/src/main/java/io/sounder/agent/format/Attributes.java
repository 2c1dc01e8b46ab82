package io.sounder.agent.format;

import java.util.Optional;

/**
 * Mode and owner of a file, folder or link of a backup. Mode is the twelve permission bits; an empty user or group means
 * that its id had no name. Instances are shared between files.
 */
public record Attributes(int mode, Optional<String> user, Optional<String> group) {}
