package io.sounder.controller.yaml;

import io.sounder.controller.base.Location;
import org.jspecify.annotations.Nullable;

/** One node of a YAML document that knows where it stands; immutable. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    Location at();

    /**
     * The plain value, a fresh modifiable copy at each call: {@code LinkedHashMap}, {@code ArrayList}, String, Long,
     * BigInteger, Double, Boolean, null, or {@link io.sounder.controller.base.Verbatim} for {@code !unsafe}. Keys are
     * strings except where the document has other scalars.
     */
    @Nullable
    Object value();

    /** What a message calls this kind of node, such as {@code "a list"}. */
    String kind();
}
