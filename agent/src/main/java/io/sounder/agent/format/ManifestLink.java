package io.sounder.agent.format;

import java.util.Optional;

/** A symbolic link of a backup; an empty user or group means that its id had no name. */
public record ManifestLink(String destination, Optional<String> user, Optional<String> group) {}
