package io.sounder.agent.cli;

import io.sounder.agent.config.Manual;
import io.sounder.agent.config.Manual.CommandEntry;
import io.sounder.agent.config.Manual.OptionEntry;

/** The page docs/options.md: all commands and options as the program knows them. */
final class OptionsPage {
    private final Manual manual;

    OptionsPage(Manual manual) {
        this.manual = manual;
    }

    String text() {
        StringBuilder page = new StringBuilder("""
                # Commands and options

                Made from the option table of the agent; `OptionsPageTest` keeps it so.

                Values come from the command line, else from the environment (`PGBACKREST_` and the name in capitals with `_`), else
                from the sections `[stanza:command]`, `[stanza]`, `[global:command]`, `[global]` of the configuration files, else the
                default counts. N in a name is the number of a cluster or repository, 1 to 256. Where: C command line and environment
                only, S also in stanza sections, G in every section. Default: `!` means required, `word:value` depends on another
                option. Options marked secret are refused on the command line and never shown.

                ## Commands

                | Command | What it does |
                |---|---|
                """);
        for (CommandEntry entry : manual.commands()) {
            page.append("| `")
                    .append(entry.command().id())
                    .append("` | ")
                    .append(entry.summary())
                    .append(" |\n");
        }
        page.append(
                "\n## Options\n\n| Option | Type | Where | Default | Values | What it does |\n|---|---|---|---|---|---|\n");
        for (OptionEntry entry : manual.options()) {
            if (!entry.internal()) {
                option(page, entry);
            }
        }
        return page.toString();
    }

    private static void option(StringBuilder page, OptionEntry entry) {
        page.append("| `").append(entry.name()).append("` | ").append(entry.type());
        page.append(" | ").append(entry.section());
        page.append(" | ").append(code(entry.fallback()));
        page.append(" | ").append(code(entry.allowed()));
        page.append(" | ").append(entry.summary());
        page.append(entry.secure() ? "; secret" : "");
        page.append(entry.oldNames().isEmpty() ? "" : "; old: `" + String.join("`, `", entry.oldNames()) + "`");
        page.append(" |\n");
    }

    private static String code(String text) {
        return text.equals("-") ? "" : "`" + text + "`";
    }
}
