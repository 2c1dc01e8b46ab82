package io.sounder.controller.module;

import java.util.Locale;

/** Numbers with a letter for the unit. */
final class Quantity {
    private Quantity() {}

    /** Powers of {@code base}: the first letter is 1. */
    static double parse(String text, String letters, double base) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        int power = plain.isEmpty() ? -1 : letters.indexOf(plain.charAt(plain.length() - 1));
        return number(power < 0 ? plain : plain.substring(0, plain.length() - 1), text)
                * Math.pow(base, Math.max(power, 0));
    }

    /** Seconds of {@code 10}, {@code 5m}, {@code 2h}, {@code 1d}, {@code 1w}. */
    static double seconds(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        char unit = plain.isEmpty() ? 's' : plain.charAt(plain.length() - 1);
        int factor = switch (unit) {
            case 'm' -> 60;
            case 'h' -> 3600;
            case 'd' -> 86400;
            case 'w' -> 604800;
            default -> 1;
        };
        return number(Character.isLetter(unit) ? plain.substring(0, plain.length() - 1) : plain, text) * factor;
    }

    private static double number(String text, String whole) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new ModuleException("'" + whole + "' is not a number with a unit", e);
        }
    }
}
