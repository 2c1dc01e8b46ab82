package io.sounder.controller.module;

import io.sounder.controller.base.Verbatim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that a template has of itself: where it lies, whose it is, how old, where its text goes. */
final class TemplateFacts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]");

    private TemplateFacts() {}

    /** @param written the name as the task writes it */
    static Map<String, @Nullable Object> of(Path file, String written, String dest) {
        try {
            LocalDateTime changed =
                    LocalDateTime.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
            return Map.of(
                    "template_host",
                    new Verbatim(host()),
                    "template_path",
                    new Verbatim(written),
                    "template_fullpath",
                    new Verbatim(file.toAbsolutePath().normalize().toString()),
                    "template_destpath",
                    new Verbatim(dest),
                    "template_uid",
                    new Verbatim(Files.getOwner(file).getName()),
                    "template_mtime",
                    new Verbatim(TIME.format(changed)),
                    "template_run_date",
                    new Verbatim(TIME.format(LocalDateTime.now(ZoneId.systemDefault()))));
        } catch (IOException e) {
            throw new ModuleException("cannot look at the template '" + file + "': " + e.getMessage(), e);
        }
    }

    private static String host() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }
}
