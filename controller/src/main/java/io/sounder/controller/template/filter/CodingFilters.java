package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.expression.LiteralReader;
import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.JsonText;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonType;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import io.sounder.controller.yaml.YamlWriter;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Filters between values and their written forms: JSON, YAML, base 64, digests. */
final class CodingFilters {
    private static final UUID ANSIBLE = UUID.fromString("361E6D51-FAEC-444A-9079-341386DA8E2E");

    private CodingFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "to_json" -> (in, args, env) -> json(in, args, JsonText.compact());
            case "to_nice_json" -> (in, args, env) -> json(in, args, new JsonText(4, true, true, ",", ": "));
            case "tojson" -> (in, args, env) -> htmlSafe(json(in, args, new JsonText(-1, true, true, ", ", ": ")));
            case "from_json" -> (in, args, env) -> fromJson(in);
            case "to_yaml" -> (in, args, env) -> yaml(in, args, false);
            case "to_nice_yaml" -> (in, args, env) -> yaml(in, args, true);
            case "from_yaml" -> (in, args, env) -> fromYaml(in, false);
            case "from_yaml_all" -> (in, args, env) -> fromYaml(in, true);
            case "b64encode" ->
                (in, args, env) ->
                        Base64.getEncoder().encodeToString(Printing.str(in).getBytes(charset(args)));
            case "b64decode" -> (in, args, env) -> decode(Printing.str(in), charset(args));
            case "hash" -> (in, args, env) -> digest(Printing.str(in), args.text(0, "hashtype", "sha1"));
            case "md5" -> (in, args, env) -> digest(Printing.str(in), "md5");
            case "sha1", "checksum" -> (in, args, env) -> digest(Printing.str(in), "sha1");
            case "to_uuid" -> (in, args, env) -> uuid(Printing.str(in), args.get(0, "namespace", null));
            default -> null;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(@Nullable Object input, Arguments arguments, JsonText form) {
        Object separators = arguments.named().get("separators");
        Object indent = arguments.get(0, "indent", form.indent() < 0 ? null : (Object) (long) form.indent());
        boolean lines = indent != null;
        JsonText chosen = new JsonText(
                lines ? Numbers.asInt(indent) : -1,
                arguments.flag(1, "sort_keys", form.sortKeys()),
                Truth.of(arguments.named().getOrDefault("ensure_ascii", form.ascii())),
                separators == null ? (lines ? "," : form.itemSeparator()) : Printing.str(Access.item(separators, 0L)),
                separators == null ? form.keySeparator() : Printing.str(Access.item(separators, 1L)));
        return chosen.write(input);
    }

    private static String htmlSafe(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027");
    }

    private static @Nullable Object fromJson(@Nullable Object input) {
        if (!(input instanceof String text)) {
            throw new EvaluationException("the JSON object must be str, not " + PythonType.of(input));
        }
        return LiteralReader.json(text);
    }

    /** Ansible's {@code to_nice_yaml} is block style with an indent of 4; {@code to_yaml} mixes the styles. */
    private static String yaml(@Nullable Object input, Arguments arguments, boolean nice) {
        Map<String, @Nullable Object> named = arguments.named();
        Object flow = named.containsKey("default_flow_style") ? named.get("default_flow_style") : nice ? false : null;
        YamlWriter.Style style = new YamlWriter.Style(
                flow == null ? Optional.empty() : Optional.of(Truth.of(flow)),
                (int) arguments.integer(nice ? 0 : Integer.MAX_VALUE, "indent", nice ? 4 : 2),
                (int) arguments.integer(Integer.MAX_VALUE, "width", 80),
                Truth.of(named.getOrDefault("sort_keys", true)),
                Truth.of(named.getOrDefault("allow_unicode", true)),
                Truth.of(named.getOrDefault("explicit_start", false)),
                Truth.of(named.getOrDefault("explicit_end", false)));
        return YamlWriter.write(plain(input), style);
    }

    /** Without tuples, which YAML writes as lists. */
    private static @Nullable Object plain(@Nullable Object value) {
        Undefined.requireDeep(value);
        return value instanceof Tuple tuple ? new ArrayList<@Nullable Object>(tuple) : value;
    }

    private static @Nullable Object fromYaml(@Nullable Object input, boolean all) {
        if (!(input instanceof String text)) {
            return input;
        }
        List<@Nullable Object> documents = new ArrayList<>();
        for (YamlNode node : new YamlReader(warning -> {}).readText("<from_yaml>", text)) {
            documents.add(node.value());
        }
        if (!all && documents.size() > 1) {
            throw new EvaluationException("expected a single document in the stream");
        }
        return all ? documents : documents.isEmpty() ? null : documents.get(0);
    }

    private static Charset charset(Arguments arguments) {
        String name = arguments.text(0, "encoding", "utf-8").replaceFirst("(?i)[-_]?([bl]e)$", "$1");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new EvaluationException("unknown encoding: " + name, e);
        }
    }

    private static String decode(String text, Charset charset) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), charset);
        } catch (IllegalArgumentException e) {
            throw new EvaluationException("the text is not base 64: " + e.getMessage(), e);
        }
    }

    /** The hexadecimal digest of the text in UTF-8. */
    static String digest(String text, String algorithm) {
        String name = algorithm
                .toUpperCase(Locale.ROOT)
                .replaceFirst("^SHA(\\d)", "SHA-$1")
                .replace("SHA-3_", "SHA3-");
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new EvaluationException("unsupported hash type " + algorithm, e);
        }
    }

    /** A name-based UUID of version 5. */
    private static String uuid(String text, @Nullable Object namespace) {
        UUID space = namespace == null ? ANSIBLE : UUID.fromString(Printing.str(namespace));
        byte[] name = bytes(text);
        byte[] source = ByteBuffer.allocate(16 + name.length)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .put(name)
                .array();
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(source));
            long high = (hash.getLong() & ~0xf000L) | 0x5000L;
            long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new EvaluationException("SHA-1 is not available", e);
        }
    }
}
