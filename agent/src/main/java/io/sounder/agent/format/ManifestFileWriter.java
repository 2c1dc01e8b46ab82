package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import java.util.Optional;

/** Writes the value of a file of a manifest; there may be hundreds of thousands. Stateless. */
final class ManifestFileWriter {
    private static final int BLOCK_UNIT = 8192;

    private ManifestFileWriter() {}

    static void write(ByteText out, ManifestFile file, Attributes defaults) {
        StoredAs stored = file.stored();
        out.add('{');
        blocks(out, stored.blocks());
        if (stored.bundleId() > 0) {
            out.key("bni").add(stored.bundleId());
            numberUnless(out, "bno", stored.bundleOffset(), 0);
        }
        if (file.size() > 0 && file.hasChecksum()) {
            out.key("checksum").quoted(file.checksum());
        }
        file.pageCheck().ifPresent(check -> pageCheck(out, check));
        Attributes attributes = file.attributes();
        if (!attributes.group().equals(defaults.group())) {
            out.key("group").json(name(attributes.group()));
        }
        if (attributes.mode() != defaults.mode()) {
            out.key("mode").quoted(mode(attributes.mode()));
        }
        text(out, "rck", stored.checksum());
        text(out, "reference", stored.reference().map(BackupLabel::value));
        numberUnless(out, "repo-size", stored.size(), file.size());
        out.key("size").add(file.size());
        numberUnless(out, "szo", file.originalSize(), file.size());
        out.key("timestamp").add(file.timestamp());
        if (!attributes.user().equals(defaults.user())) {
            out.key("user").json(name(attributes.user()));
        }
        out.add('}');
    }

    private static void blocks(ByteText out, BlockSizes blocks) {
        if (blocks.block() > 0) {
            out.key("bi").add(blocks.block() / BLOCK_UNIT);
            numberUnless(out, "bic", blocks.checksum(), BlockSizes.DEFAULT_CHECKSUM);
            numberUnless(out, "bim", blocks.map(), 0);
        }
    }

    private static void pageCheck(ByteText out, PageCheck check) {
        out.key("checksum-page").add(check.valid() ? "true" : "false");
        if (check.errors().isEmpty()) {
            return;
        }
        out.key("checksum-page-error").add('[');
        String separator = "";
        for (PageCheck.Pages pages : check.errors()) {
            out.add(separator);
            if (pages.first() == pages.last()) {
                out.add(pages.first());
            } else {
                out.add('[').add(pages.first()).add(',').add(pages.last()).add(']');
            }
            separator = ",";
        }
        out.add(']');
    }

    private static void text(ByteText out, String key, Optional<String> value) {
        if (value.isPresent()) {
            out.key(key).quoted(value.get());
        }
    }

    private static void numberUnless(ByteText out, String key, long value, long leftOut) {
        if (value != leftOut) {
            out.key(key).add(value);
        }
    }

    /** A user or group: its name, or {@code false} if the id had none. */
    static Json name(Optional<String> name) {
        return name.map(Json::of).orElseGet(() -> Json.of(false));
    }

    /** Four octal digits. */
    static String mode(int mode) {
        return "%04o".formatted(mode);
    }
}
