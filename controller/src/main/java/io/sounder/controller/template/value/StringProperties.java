package io.sounder.controller.template.value;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** The methods of text that say what it consists of. */
final class StringProperties {
    static final Set<String> NAMES = Set.of(
            "isdigit",
            "isnumeric",
            "isdecimal",
            "isalpha",
            "isalnum",
            "islower",
            "isupper",
            "istitle",
            "isspace",
            "isascii",
            "isidentifier",
            "isprintable");

    private StringProperties() {}

    static boolean holds(String text, String name) {
        return switch (name) {
            case "isdecimal" -> all(text, Character::isDigit);
            case "isdigit" -> all(text, c -> Character.isDigit(c) || "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".indexOf(c) >= 0);
            case "isnumeric" -> all(text, StringProperties::isNumeric);
            case "isalpha" -> all(text, Character::isLetter);
            case "isalnum" -> all(text, c -> Character.isLetter(c) || isNumeric(c));
            case "isspace" -> all(text, Splitting::isSpace);
            case "isascii" -> text.codePoints().allMatch(c -> c < 0x80);
            case "isidentifier" -> text.matches("(?U)[\\p{L}_]\\w*");
            case "isprintable" -> text.codePoints().allMatch(Printing::isPrintable);
            case "istitle" -> isTitle(text);
            case "islower" -> text.equals(text.toLowerCase(Locale.ROOT)) && !text.equals(text.toUpperCase(Locale.ROOT));
            default -> text.equals(text.toUpperCase(Locale.ROOT)) && !text.equals(text.toLowerCase(Locale.ROOT));
        };
    }

    private static boolean isNumeric(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isTitle(String text) {
        boolean inWord = false;
        boolean any = false;
        for (int c : text.codePoints().toArray()) {
            boolean letter = Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
            if (letter && Character.isLowerCase(c) != inWord) {
                return false;
            }
            any |= letter;
            inWord = letter;
        }
        return any;
    }

    private static boolean all(String text, IntPredicate property) {
        return !text.isEmpty() && text.codePoints().allMatch(property);
    }
}
