package io.sounder.agent.config;

/** Where an option may be set. Environment and command line are always possible, except secure ones on the latter. */
enum Section {
    COMMAND_LINE,
    STANZA,
    GLOBAL;

    static Section of(String letter) {
        return switch (letter) {
            case "C" -> COMMAND_LINE;
            case "S" -> STANZA;
            case "G" -> GLOBAL;
            default -> throw new IllegalArgumentException("section '" + letter + "'");
        };
    }
}
