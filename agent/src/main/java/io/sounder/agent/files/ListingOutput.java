package io.sounder.agent.files;

import io.sounder.agent.format.Json;
import io.sounder.agent.format.JsonText;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Prints a listing while it is made: one name a line, or one JSON object in the original's order of members. */
public final class ListingOutput {
    private final PrintStream out;

    public ListingOutput(PrintStream out) {
        this.out = out;
    }

    /** The names; of a file, which has none relative to itself, a dot. */
    public void text(Listing listing, StoragePath path, Storage storage) {
        boolean file = storage.info(path).filter(entry -> !entry.isPath()).isPresent();
        listing.each(path, entry -> {
            if (file || !entry.name().equals(".")) {
                out.print(entry.name() + "\n");
            }
        });
    }

    /** Names with kind, and what is known of each kind. */
    public void json(Listing listing, StoragePath path) {
        AtomicBoolean first = new AtomicBoolean(true);
        out.print('{');
        listing.each(path, entry -> {
            out.print(first.getAndSet(false) ? "" : ",");
            out.print(text(entry.name()) + ":{" + members(entry) + "}");
        });
        out.print("}\n");
    }

    private static String members(StorageEntry entry) {
        String type = "\"type\":" + text(entry.kind().name().toLowerCase(Locale.ROOT));
        return switch (entry.kind()) {
            case FILE ->
                type + ",\"size\":" + entry.size() + ",\"time\":"
                        + entry.modified().getEpochSecond();
            case LINK -> type + ",\"destination\":" + text(entry.linkTarget().orElse(""));
            case PATH, SPECIAL -> type;
        };
    }

    private static String text(String value) {
        return JsonText.write(Json.of(value));
    }
}
