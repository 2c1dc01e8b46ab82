package io.sounder.agent.expire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The names below one archive id that a decision condemns.
 *
 * @param doomed whole folders and single files, in ascending order
 * @param spans first and last name of each run without a survivor in between, for the log
 */
record ArchiveSweep(List<Doomed> doomed, List<Span> spans) {
    private static final Pattern SEGMENT_FILE = Pattern.compile("^[0-9A-F]{24}.*$");
    private static final int SEGMENT_LENGTH = 24;

    ArchiveSweep {
        doomed = List.copyOf(doomed);
        spans = List.copyOf(spans);
    }

    /** A folder of segments, or one file in it when {@code file} is not empty. */
    record Doomed(String folder, String file) {}

    /** Names of 16 digits (folders) or 24 digits (segments). */
    record Span(String first, String last) {}

    /**
     * Applies the decision to what is there.
     *
     * @param folders the 16-digit folders in ascending order
     * @param files lists the file names of a folder in ascending order
     */
    static ArchiveSweep of(
            ArchiveDecision.KeepRanges decision, List<String> folders, Function<String, List<String>> files) {
        Draft draft = new Draft();
        for (String folder : folders) {
            if (!decision.keepsFolder(folder)) {
                draft.doom(new Doomed(folder, ""), folder);
            } else if (folder.compareTo(WalRange.folderOf(decision.from())) <= 0) {
                sweepFolder(decision, folder, files.apply(folder), draft);
            } else {
                draft.keep();
            }
        }
        draft.keep();
        return new ArchiveSweep(draft.doomed, draft.spans);
    }

    private static void sweepFolder(
            ArchiveDecision.KeepRanges decision, String folder, List<String> files, Draft draft) {
        for (String file : files) {
            if (!SEGMENT_FILE.matcher(file).matches()) {
                continue;
            }
            String segment = file.substring(0, SEGMENT_LENGTH);
            if (decision.keepsSegment(segment)) {
                draft.keep();
            } else {
                draft.doom(new Doomed(folder, file), segment);
            }
        }
    }

    /** The sweep while it grows. Used by one thread. */
    private static final class Draft {
        private final List<Doomed> doomed = new ArrayList<>();
        private final List<Span> spans = new ArrayList<>();
        private String first = "";
        private String last = "";

        void doom(Doomed next, String name) {
            doomed.add(next);
            if (first.isEmpty()) {
                first = name;
            }
            last = name;
        }

        void keep() {
            if (!first.isEmpty()) {
                spans.add(new Span(first, last));
                first = "";
            }
        }
    }
}
