package io.sounder.agent.info;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/**
 * All stanzas asked for, ready to be shown.
 *
 * @param detailed whether a single backup was asked for, which is shown with more detail
 */
public record InfoReport(List<StanzaReport> stanzas, boolean detailed) {
    /** One line of JSON without line end. */
    public String json(boolean progressOnly) {
        return new StanzaJson(detailed, progressOnly).text(stanzas);
    }

    /** Text for people; times are in this zone. */
    public String text(Supplier<ZoneId> zone, boolean progressOnly) {
        if (stanzas.isEmpty()) {
            return "No stanzas exist in the repository.\n";
        }
        StringBuilder text = new StringBuilder();
        for (StanzaReport stanza : stanzas) {
            text.append(text.isEmpty() ? "" : "\n");
            new StanzaText(text, stanza, detailed, zone).append(progressOnly);
        }
        return text.toString();
    }
}
