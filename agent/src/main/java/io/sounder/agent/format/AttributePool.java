package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Shares attributes between the entries of a manifest, and stands in for those that an entry leaves to the defaults. Not
 * for use by several threads.
 */
final class AttributePool {
    static final int DEFAULT_MODE = -1;
    /** Marks a name that is left to the default: no user can be called so. */
    static final Optional<String> DEFAULT_NAME = Optional.of("\0");

    private final Map<Attributes, Attributes> shared = new HashMap<>();
    private final Map<String, Optional<String>> names = new HashMap<>();
    private final Map<String, Attributes> remembered = new HashMap<>();

    /** The permission bits that four octal digits say. */
    static int mode(String octal) {
        try {
            return Integer.parseInt(octal, 8);
        } catch (NumberFormatException e) {
            throw new AgentException(ErrorCode.FORMAT, "'" + octal + "' is not a file mode", e);
        }
    }

    Optional<String> name(Optional<String> name) {
        return name.isEmpty() ? name : names.computeIfAbsent(name.get(), Optional::of);
    }

    void remember(String key, Attributes attributes) {
        remembered.put(key, attributes);
    }

    Attributes remembered(String key) {
        return Objects.requireNonNull(remembered.get(key));
    }

    /** The attributes with the defaults filled in. */
    Attributes resolve(Attributes raw, Attributes defaults) {
        if (raw.mode() == DEFAULT_MODE && isDefault(raw.user()) && isDefault(raw.group())) {
            return defaults;
        }
        Attributes full = new Attributes(
                raw.mode() == DEFAULT_MODE ? defaults.mode() : raw.mode(),
                isDefault(raw.user()) ? defaults.user() : raw.user(),
                isDefault(raw.group()) ? defaults.group() : raw.group());
        return shared.computeIfAbsent(full, same -> same);
    }

    private static boolean isDefault(Optional<String> name) {
        return name.equals(DEFAULT_NAME);
    }
}
