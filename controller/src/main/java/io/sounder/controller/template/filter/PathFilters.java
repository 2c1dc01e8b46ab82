package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Tuple;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filters for file names, with the rules of POSIX. */
final class PathFilters {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)\\})");

    private PathFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "basename" -> (in, args, env) -> baseName(Printing.str(in));
            case "dirname" -> (in, args, env) -> folder(Printing.str(in));
            case "splitext" -> (in, args, env) -> splitExtension(Printing.str(in));
            case "path_join" -> (in, args, env) -> join(in instanceof String ? List.of(in) : Iteration.of(in));
            case "expanduser" -> (in, args, env) -> expandUser(Printing.str(in));
            case "fileglob" -> (in, args, env) -> matching(Printing.str(in));
            case "expandvars" -> (in, args, env) -> expandVariables(Printing.str(in));
            case "realpath" -> (in, args, env) -> realPath(Printing.str(in));
            case "relpath" -> (in, args, env) -> relative(Printing.str(in), args.text(0, "start", "."));
            default -> null;
        };
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String folder(String path) {
        String head = path.substring(0, path.lastIndexOf('/') + 1);
        return head.matches("/*") ? head : head.replaceAll("/+$", "");
    }

    private static Tuple splitExtension(String path) {
        int dot = path.lastIndexOf('.');
        int name = path.lastIndexOf('/') + 1;
        boolean extension = dot > name && !path.substring(name, dot).matches("\\.*");
        return extension ? Tuple.of(path.substring(0, dot), path.substring(dot)) : Tuple.of(path, "");
    }

    private static String join(List<?> parts) {
        StringBuilder path = new StringBuilder();
        for (Object part : parts) {
            String text = Printing.str(part);
            if (text.startsWith("/")) {
                path.setLength(0);
            } else if (!path.isEmpty() && path.charAt(path.length() - 1) != '/') {
                path.append('/');
            }
            path.append(text);
        }
        return path.toString();
    }

    private static String expandUser(String path) {
        boolean own = path.equals("~") || path.startsWith("~/");
        return own ? System.getProperty("user.home") + path.substring(1) : path.startsWith("~") ? ofUser(path) : path;
    }

    private static String ofUser(String path) {
        int end = path.indexOf('/') < 0 ? path.length() : path.indexOf('/');
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.filter(line -> line.startsWith(path.substring(1, end) + ":"))
                    .findFirst()
                    .map(line -> line.split(":", -1)[5] + path.substring(end))
                    .orElse(path);
        } catch (IOException e) {
            throw new EvaluationException("cannot read the table of users: " + e.getMessage(), e);
        }
    }

    private static List<@Nullable Object> matching(String pattern) {
        Path place = Path.of(pattern);
        Path folder = place.getParent() == null ? Path.of("") : place.getParent();
        List<@Nullable Object> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, String.valueOf(place.getFileName()))) {
            entries.forEach(entry -> {
                if (Files.isRegularFile(entry)) {
                    found.add(entry.toString());
                }
            });
        } catch (IOException e) {
            // a folder that is not there has no files
            return found;
        }
        return found;
    }

    private static String expandVariables(String path) {
        Matcher matcher = VARIABLE.matcher(path);
        return matcher.replaceAll(match -> {
            String value = System.getenv(match.group(1) == null ? match.group(2) : match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }

    private static String realPath(String path) {
        Path absolute = Path.of(path).toAbsolutePath().normalize();
        List<Path> missing = new ArrayList<>();
        for (Path parent = absolute; parent != null; parent = parent.getParent()) {
            try {
                Path real = parent.toRealPath();
                for (Path name : missing.reversed()) {
                    real = real.resolve(name);
                }
                return real.toString();
            } catch (IOException e) {
                // as far as it exists, like Python: the missing rest is appended as it is
                missing.add(parent.getFileName());
            }
        }
        return absolute.toString();
    }

    private static String relative(String path, String start) {
        Path from = Path.of(start).toAbsolutePath().normalize();
        String relative =
                from.relativize(Path.of(path).toAbsolutePath().normalize()).toString();
        return relative.isEmpty() ? "." : relative;
    }
}
