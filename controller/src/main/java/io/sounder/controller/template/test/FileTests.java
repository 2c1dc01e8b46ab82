package io.sounder.controller.template.test;

import io.sounder.controller.template.expression.Test;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tests of files on the machine where the controller runs. */
final class FileTests {
    private FileTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "file", "is_file" -> (in, args, env) -> Files.isRegularFile(path(in));
            case "directory", "is_dir" -> (in, args, env) -> Files.isDirectory(path(in));
            case "link", "is_link" -> (in, args, env) -> Files.isSymbolicLink(path(in));
            case "exists" -> (in, args, env) -> Files.exists(path(in));
            case "link_exists" -> (in, args, env) -> Files.exists(path(in), java.nio.file.LinkOption.NOFOLLOW_LINKS);
            case "abs", "is_abs" -> (in, args, env) -> path(in).isAbsolute();
            case "same_file", "is_same_file" -> (in, args, env) -> same(path(in), path(args.required(0, "path")));
            case "mount", "is_mount" -> (in, args, env) -> isMountPoint(path(in));
            default -> null;
        };
    }

    private static Path path(@Nullable Object value) {
        return Path.of(Printing.str(value));
    }

    private static boolean isMountPoint(Path path) {
        try {
            Path real = path.toRealPath();
            Path parent = real.getParent();
            return Files.isDirectory(real)
                    && (parent == null
                            || !Files.getAttribute(real, "unix:dev").equals(Files.getAttribute(parent, "unix:dev")));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean same(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            throw new EvaluationException("cannot compare '" + a + "' with '" + b + "': " + e.getMessage(), e);
        }
    }
}
