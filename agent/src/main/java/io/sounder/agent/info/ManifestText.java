package io.sounder.agent.info;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ByteSize;
import io.sounder.agent.block.BlockDelta;
import io.sounder.agent.format.BackupData;
import io.sounder.agent.format.BlockSizes;
import io.sounder.agent.format.ManifestFile;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** A manifest for people. */
public final class ManifestText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ManifestView view;
    private final ZoneId zone;

    /** @param zone for times */
    public ManifestText(ManifestView view, ZoneId zone) {
        this.view = view;
        this.zone = zone;
    }

    /** Prints it file by file. */
    public void print(PrintStream out) {
        BackupData data = view.manifest().data();
        Duration took = Duration.ofSeconds(data.timestampStop() - data.timestampStart());
        out.print("label: " + data.label() + "\n");
        out.print("reference: "
                + view.references().stream().map(BackupLabel::value).collect(Collectors.joining(", ")) + "\n");
        out.print("type: " + data.type().label() + "\n");
        out.print("time: start: " + time(data.timestampStart()) + ", stop: " + time(data.timestampStop())
                + ", duration: "
                + "%d:%02d:%02d".formatted(took.toHours(), took.toMinutesPart(), took.toSecondsPart()) + "\n");
        out.print("bundle: " + data.bundle() + "\n");
        out.print("block: " + data.blockIncremental() + "\n\nfile list:\n");
        String between = "";
        for (ManifestFile file : view.files()) {
            out.print(between);
            file(file, out);
            between = "\n";
        }
    }

    private String time(long seconds) {
        return TIME.format(Instant.ofEpochSecond(seconds).atZone(zone));
    }

    private void file(ManifestFile file, PrintStream out) {
        out.print("  - " + file.name() + "\n");
        file.reference().ifPresent(label -> line(out, "reference: " + label));
        line(out, "size: " + size(file.size()) + ", repo " + size(file.repoSize()));
        line(out, "checksum: " + file.checksum());
        if (file.isBundled()) {
            line(out, "bundle: " + file.stored().bundleId());
        }
        if (file.isBlockIncremental()) {
            BlockSizes blocks = file.stored().blocks();
            line(
                    out,
                    "block: size " + size(blocks.block()) + ", map size " + size(blocks.map()) + ", checksum size "
                            + size(blocks.checksum()));
            view.delta(file).ifPresent(delta -> delta(file, delta, out));
        }
    }

    private void delta(ManifestFile file, BlockDelta delta, PrintStream out) {
        if (delta.parts().isEmpty()) {
            line(out, "block delta: file is up-to-date");
            return;
        }
        line(out, "block delta:");
        for (BlockDelta.Part part : delta.parts()) {
            BackupLabel label = view.references().get(part.reference());
            String place = part.bundleId() > 0 ? "bundle/" + part.bundleId() : file.name() + ManifestFile.BLOCK_SUFFIX;
            line(out, "  reference: " + label + "/" + place + ", " + read("read", file, part));
        }
        line(out, "  " + read("total read", file, delta.total()));
    }

    private static String read(String name, ManifestFile file, BlockDelta.Part part) {
        long blocks = (long) part.blocks() * file.stored().blocks().block();
        return name + ": " + part.reads() + "/" + size(part.readSize()) + ", superBlock: " + part.superBlocks() + "/"
                + size(part.superSize()) + ", block: " + part.blocks() + "/" + size(blocks);
    }

    private static String size(long bytes) {
        return new ByteSize(bytes).display();
    }

    private static void line(PrintStream out, String text) {
        out.print("      " + text + "\n");
    }
}
