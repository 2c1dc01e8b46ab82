package io.sounder.controller.template.lookup;

import io.sounder.controller.template.expression.Syntax;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Truth;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lookups that read files. */
final class FileLookups {
    private FileLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "file" -> FileLookups::files;
            case "unvault" -> FileLookups::unvaulted;
            case "template" -> FileLookups::templates;
            case "fileglob" -> FileLookups::glob;
            case "first_found" -> FileLookups::firstFound;
            default -> null;
        };
    }

    /** The first existing file among the search path's folders, each with and without its sub-folder of that name. */
    private static @Nullable Path locate(String name, String subfolder, LookupContext context) {
        Path given = Path.of(name);
        if (given.isAbsolute()) {
            return Files.exists(given) ? given : null;
        }
        List<Path> folders = new ArrayList<>(context.searchPath());
        folders.add(context.playbookDir());
        for (Path folder : folders) {
            for (Path path : List.of(folder.resolve(subfolder).resolve(name), folder.resolve(name))) {
                if (Files.exists(path)) {
                    return path;
                }
            }
        }
        return null;
    }

    /** The text of a file that a lookup names. */
    static String content(String name, String subfolder, LookupContext context) {
        return read(locate(name, subfolder, context), name, context);
    }

    private static String read(@Nullable Path path, String name, LookupContext context) {
        if (path == null) {
            throw new EvaluationException("could not locate the file '" + name + "' of a lookup");
        }
        try {
            return context.decrypted(Files.readString(path), path.toString());
        } catch (IOException e) {
            throw new EvaluationException("cannot read '" + path + "': " + e.getMessage(), e);
        }
    }

    private static List<@Nullable Object> files(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> contents = new ArrayList<>();
        for (Object term : terms) {
            String name = Printing.str(term);
            String content = read(locate(name, "files", context), name, context);
            content = Truth.of(options.getOrDefault("rstrip", true)) ? content.stripTrailing() : content;
            contents.add(Truth.of(options.getOrDefault("lstrip", false)) ? content.stripLeading() : content);
        }
        return contents;
    }

    private static List<@Nullable Object> unvaulted(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> contents = new ArrayList<>();
        for (Object term : terms) {
            contents.add(read(locate(Printing.str(term), "files", context), Printing.str(term), context));
        }
        return contents;
    }

    private static List<@Nullable Object> templates(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        if (options.get("template_vars") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> more.put(Printing.str(key), value));
        }
        List<@Nullable Object> texts = new ArrayList<>();
        for (Object term : terms) {
            String name = Printing.str(term);
            Path path = locate(name, "templates", context);
            String template = read(path, name, context);
            more.put("template_path", String.valueOf(path));
            texts.add(context.render(template, String.valueOf(path), more, syntax(options)));
        }
        return texts;
    }

    /** The marks of a template, which the options of the lookup may change. */
    private static Syntax syntax(Map<String, @Nullable Object> options) {
        Syntax syntax = Syntax.USUAL;
        for (String name :
                List.of("variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string")) {
            if (options.get(name) != null) {
                syntax = syntax.with(name, options.get(name));
            }
        }
        return syntax;
    }

    private static List<@Nullable Object> glob(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> found = new ArrayList<>();
        for (Object term : terms) {
            Path pattern = Path.of(Printing.str(term).replaceFirst("^~(?=/)", System.getProperty("user.home")));
            Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
            Path place = folder.isAbsolute() ? folder : locate(folder.toString(), "files", context);
            if (place != null && Files.isDirectory(place)) {
                found.addAll(matching(place, String.valueOf(pattern.getFileName())));
            }
        }
        return found;
    }

    private static List<String> matching(Path folder, String glob) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry)) {
                    found.add(entry.toString());
                }
            }
        } catch (IOException e) {
            throw new EvaluationException("cannot list '" + folder + "': " + e.getMessage(), e);
        }
        found.sort(null);
        return found;
    }

    private static List<@Nullable Object> firstFound(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> names = new ArrayList<>();
        boolean skip = Truth.of(options.getOrDefault("skip", false));
        List<@Nullable Object> given = new ArrayList<>(terms);
        given.add(options.get("files"));
        for (Object term : given) {
            if (term instanceof Map<?, ?> map) {
                skip |= map.containsKey("skip") && Truth.of(map.get("skip"));
                names.addAll(within(map.get("paths"), map.get("files")));
            } else if (term instanceof List<?> list) {
                names.addAll(list);
            } else if (term != null) {
                names.add(term);
            }
        }
        for (Object name : names) {
            Path path = locate(Printing.str(name), "files", context);
            if (path != null) {
                return List.of(path.toString());
            }
        }
        if (skip) {
            return List.of();
        }
        throw new EvaluationException("no file was found of " + Printing.repr(names));
    }

    private static List<@Nullable Object> within(@Nullable Object folders, @Nullable Object files) {
        List<@Nullable Object> names = new ArrayList<>();
        List<@Nullable Object> places = folders instanceof List ? Iteration.of(folders) : new ArrayList<>();
        if (folders instanceof String one) {
            places.add(one);
        }
        for (Object file : files instanceof List ? Iteration.of(files) : List.of(Printing.str(files))) {
            if (places.isEmpty()) {
                names.add(file);
            }
            places.forEach(place -> names.add(Printing.str(place) + "/" + Printing.str(file)));
        }
        return names;
    }
}
