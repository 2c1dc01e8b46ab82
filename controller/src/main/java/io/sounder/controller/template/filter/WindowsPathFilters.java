package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Tuple;
import org.jspecify.annotations.Nullable;

/** Filters for file names, with the rules of Windows. */
final class WindowsPathFilters {
    private WindowsPathFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "win_basename" -> (in, args, env) -> baseName(Printing.str(in));
            case "win_dirname" -> (in, args, env) -> folder(Printing.str(in));
            case "win_splitdrive" -> (in, args, env) -> splitDrive(Printing.str(in));
            default -> null;
        };
    }

    private static int drive(String path) {
        return path.matches("(?s)[A-Za-z]:.*") ? 2 : 0;
    }

    private static int name(String path) {
        return Math.max(drive(path), Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
    }

    private static String baseName(String path) {
        return path.substring(name(path));
    }

    private static String folder(String path) {
        String head = path.substring(0, name(path));
        String bare = head.replaceAll("[\\\\/]+$", "");
        return bare.length() <= drive(path) ? head : bare;
    }

    private static Tuple splitDrive(String path) {
        return Tuple.of(path.substring(0, drive(path)), path.substring(drive(path)));
    }
}
