package io.sounder.controller.report;

/** Colours for a terminal, or none. */
enum Paint {
    GREEN("0;32"),
    YELLOW("0;33"),
    RED("0;31"),
    BRIGHT_RED("1;31"),
    CYAN("0;36"),
    BLUE("0;34"),
    PURPLE("1;35");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** Text in this colour, line by line. */
    String on(String text, boolean colours) {
        if (!colours || text.isEmpty()) {
            return text;
        }
        String start = "\u001b[" + code + "m";
        return start + text.replace("\n", "\u001b[0m\n" + start) + "\u001b[0m";
    }
}
