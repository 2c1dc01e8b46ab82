package io.sounder.agent.config;

/** Where an option may be set. Environment and command line are always possible, except secure ones on the latter. */
enum Section {
    COMMAND_LINE,
    STANZA,
    GLOBAL;

    /** The letter in {@link OptionRows}. */
    String letter() {
        return switch (this) {
            case COMMAND_LINE -> "C";
            case STANZA -> "S";
            case GLOBAL -> "G";
        };
    }

    static Section of(String letter) {
        return switch (letter) {
            case "C" -> COMMAND_LINE;
            case "S" -> STANZA;
            case "G" -> GLOBAL;
            default -> throw new IllegalArgumentException("section '" + letter + "'");
        };
    }
}
