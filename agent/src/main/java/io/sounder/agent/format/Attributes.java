package io.sounder.agent.format;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mode and owner of a file, folder or link of a backup. Mode is the twelve permission bits; an empty user or group means
 * that its id had no name. Instances are shared between files.
 */
public record Attributes(int mode, Optional<String> user, Optional<String> group) {
    // Written out, because what the JVM makes for records is made anew by every process and takes it 10 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes attributes
                && mode == attributes.mode
                && user.equals(attributes.user)
                && group.equals(attributes.group);
    }

    @Override
    public int hashCode() {
        return (mode * 31 + user.hashCode()) * 31 + group.hashCode();
    }
}
