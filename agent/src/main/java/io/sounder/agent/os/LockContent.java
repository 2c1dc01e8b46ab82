package io.sounder.agent.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lock file says about its holder: one JSON object.
 *
 * @param progress how far the holder is; empty when it does not tell
 */
public record LockContent(String execId, long pid, Optional<LockContent.Progress> progress) {
    private static final Pattern EXEC_ID = Pattern.compile("\"execId\":\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("\"([A-Za-z]+)\":([0-9]{1,18})(?![0-9])");

    /** Progress of a backup or restore: hundredths of a percent, bytes in all, bytes done. */
    public record Progress(int percent, long size, long sizeDone) {}

    /** The content of a file; empty if it is missing or says nothing about its holder. */
    public static Optional<LockContent> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty(); // released at this moment
        }
    }

    static Optional<LockContent> parse(String json) {
        Matcher execId = EXEC_ID.matcher(json);
        Optional<Long> pid = number(json, "pid");
        if (!execId.find() || pid.isEmpty()) {
            return Optional.empty();
        }
        Optional<Progress> progress = number(json, "pctCplt")
                .map(percent -> new Progress(
                        percent.intValue(),
                        number(json, "sz").orElse(0L),
                        number(json, "szCplt").orElse(0L)));
        return Optional.of(new LockContent(execId.group(1), pid.get(), progress));
    }

    private static Optional<Long> number(String json, String key) {
        return NUMBER.matcher(json)
                .results()
                .filter(match -> match.group(1).equals(key))
                .map(match -> Long.valueOf(match.group(2)))
                .findFirst();
    }

    String json() {
        String holder = "{\"execId\":\"" + execId + "\"";
        String middle = progress.map(it -> ",\"pctCplt\":" + it.percent()).orElse("") + ",\"pid\":" + pid;
        return holder + middle
                + progress.map(it -> ",\"sz\":" + it.size() + ",\"szCplt\":" + it.sizeDone())
                        .orElse("")
                + "}";
    }
}
