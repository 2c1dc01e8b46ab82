package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.PythonRandom;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A password that is made once and kept in a file: {@code lookup('password', 'path length=20 chars=…')}. */
final class Password {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private Password() {}

    static String of(String term, Map<String, @Nullable Object> options, LookupContext context) {
        Map<String, @Nullable Object> settings = new HashMap<>(options);
        String path = settings(term, settings);
        if (settings.containsKey("encrypt") || settings.containsKey("ident")) {
            throw new EvaluationException(
                    "the lookup 'password' does not support 'encrypt' and 'ident': use the filter 'password_hash'");
        }
        Object seed = settings.get("seed");
        Object length = settings.getOrDefault("length", 20L);
        int size = length instanceof String text ? Integer.parseInt(text) : Numbers.asInt(length);
        Path file = context.playbookDir().resolve(path);
        if (path.equals("/dev/null")) {
            return random(size, characters(settings.get("chars")), seed);
        }
        try {
            return Files.exists(file)
                    ? kept(file)
                    : create(file, random(size, characters(settings.get("chars")), seed));
        } catch (IOException e) {
            throw new EvaluationException("cannot keep the password in '" + file + "': " + e.getMessage(), e);
        }
    }

    /** Reads {@code name=value} words at the end of the term into the settings; returns the path before them. */
    private static String settings(String term, Map<String, @Nullable Object> settings) {
        StringBuilder path = new StringBuilder();
        for (String word : term.split(" ", -1)) {
            if (word.matches("(length|chars|encrypt|seed|ident)=.*")) {
                int equals = word.indexOf('=');
                settings.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                path.append(path.isEmpty() ? "" : " ").append(word);
            }
        }
        return path.toString();
    }

    private static String characters(@Nullable Object given) {
        if (given == null) {
            return LETTERS + DIGITS + ".,:-_";
        }
        List<?> names = given instanceof List<?> list
                ? list
                : List.of(Printing.str(given).split(",", -1));
        StringBuilder all = new StringBuilder();
        for (Object name : names) {
            all.append(
                    switch (Printing.str(name)) {
                        case "ascii_letters" -> LETTERS;
                        case "ascii_lowercase" -> LETTERS.substring(0, 26);
                        case "ascii_uppercase" -> LETTERS.substring(26);
                        case "digits" -> DIGITS;
                        case "hexdigits" -> DIGITS + "abcdefABCDEF";
                        case "octdigits" -> "01234567";
                        case "punctuation" -> PUNCTUATION;
                        case "" -> ",";
                        default -> Printing.str(name);
                    });
        }
        return all.toString();
    }

    private static String random(int length, String characters, @Nullable Object seed) {
        SecureRandom secure = new SecureRandom();
        PythonRandom repeatable = seed == null ? null : new PythonRandom(seed);
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int choice = repeatable == null
                    ? secure.nextInt(characters.length())
                    : (int) repeatable.below(characters.length());
            password.append(characters.charAt(choice));
        }
        return password.toString();
    }

    private static String kept(Path file) throws IOException {
        return Files.readString(file).stripTrailing().replaceFirst(" salt=.*$", "");
    }

    /** Whoever creates the file first decides; all others read what it wrote. */
    private static String create(Path file, String password) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, password + "\n", StandardOpenOption.TRUNCATE_EXISTING);
            Files.createLink(file, fresh);
            return password;
        } catch (FileAlreadyExistsException e) {
            return kept(file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
