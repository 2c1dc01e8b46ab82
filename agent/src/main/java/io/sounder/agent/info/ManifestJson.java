package io.sounder.agent.info;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.block.BlockDelta;
import io.sounder.agent.format.BackupData;
import io.sounder.agent.format.BlockSizes;
import io.sounder.agent.format.Json;
import io.sounder.agent.format.JsonText;
import io.sounder.agent.format.ManifestFile;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** A manifest as one JSON object, members in the order of the original; printed while it is made. */
public final class ManifestJson {
    private final ManifestView view;

    public ManifestJson(ManifestView view) {
        this.view = view;
    }

    /** Prints the object; no line end follows. */
    public void print(PrintStream out) {
        BackupData data = view.manifest().data();
        out.print("{\"label\":" + text(data.label().value()));
        out.print(",\"reference\":"
                + JsonText.write(Json.texts(
                        view.references().stream().map(BackupLabel::value).toList())));
        out.print(",\"type\":" + text(data.type().label()));
        out.print(",\"time\":{\"start\":" + data.timestampStart() + ",\"copy\":" + data.timestampCopyStart()
                + ",\"stop\":" + data.timestampStop() + "}");
        out.print(",\"bundle\":{\"bundle\":" + data.bundle() + ",\"raw\":" + data.bundleRaw() + "}");
        out.print(",\"block\":{\"block\":" + data.blockIncremental() + "},\"fileList\":[");
        String between = "";
        for (ManifestFile file : view.files()) {
            out.print(between + file(file));
            between = ",";
        }
        out.print("]}");
    }

    private String file(ManifestFile file) {
        StringBuilder text = new StringBuilder("{\"name\":").append(text(file.name()));
        file.reference().ifPresent(label -> text.append(",\"reference\":").append(text(label.value())));
        text.append(",\"size\":").append(file.size());
        text.append(",\"checksum\":").append(text(file.checksum()));
        text.append(",\"repo\":{\"size\":").append(file.repoSize()).append('}');
        if (file.isBundled()) {
            text.append(",\"bundle\":{\"id\":")
                    .append(file.stored().bundleId())
                    .append(",\"offset\":")
                    .append(file.stored().bundleOffset())
                    .append('}');
        }
        if (file.isBlockIncremental()) {
            BlockSizes blocks = file.stored().blocks();
            text.append(",\"block\":{\"size\":").append(blocks.block());
            text.append(",\"map\":{\"size\":").append(blocks.map());
            view.delta(file).ifPresent(delta -> text.append(",\"delta\":").append(delta(delta)));
            text.append("},\"checksum\":{\"size\":").append(blocks.checksum()).append("}}");
        }
        return text.append('}').toString();
    }

    private static String delta(BlockDelta delta) {
        return delta.parts().stream()
                .map(part -> "{\"reference\":" + part.reference() + ",\"read\":{\"total\":" + part.reads()
                        + ",\"size\":" + part.readSize() + "},\"superBlock\":{\"total\":" + part.superBlocks()
                        + ",\"size\":" + part.superSize() + "},\"block\":{\"total\":" + part.blocks() + "}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        return JsonText.write(Json.of(value));
    }
}
