package io.sounder.agent.base;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a target time such as {@code 2026-11-20 20:36:03.5+01:00}; without a zone it is local time. */
public final class TargetTime {
    private static final Pattern FORM =
            Pattern.compile("^(\\d{4})-(\\d{2})-(\\d{2}) (\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d+)?"
                    + "(?:([+-])(\\d{2})(?::?(\\d{2}))?)?$");
    private static final int SIGN = 7;
    private static final int ZONE_HOURS = 8;
    private static final int ZONE_MINUTES = 9;

    private TargetTime() {}

    /**
     * The time in whole Unix seconds, fractions dropped; error 29 for any other text.
     *
     * @param refusal what cannot be done with such a text, for the message
     */
    public static long parse(String text, ZoneId local, String refusal) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw invalid(text, refusal);
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(match, 1),
                    number(match, 2),
                    number(match, 3),
                    number(match, 4),
                    number(match, 5),
                    number(match, 6));
            return time.atZone(zone(match, local)).toEpochSecond();
        } catch (DateTimeException e) {
            throw invalid(text, refusal);
        }
    }

    private static ZoneId zone(Matcher match, ZoneId local) {
        if (match.group(SIGN) == null) {
            return local;
        }
        int minutes = match.group(ZONE_MINUTES) == null ? 0 : number(match, ZONE_MINUTES);
        int sign = "-".equals(match.group(SIGN)) ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(match, ZONE_HOURS), sign * minutes);
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static AgentException invalid(String text, String refusal) {
        return new AgentException(ErrorCode.FORMAT, refusal + " '" + text + "'")
                .withHint("time format must be YYYY-MM-DD HH:MM:SS with optional msec and optional timezone"
                        + " (+/- HH or HHMM or HH:MM); without a timezone local time is assumed");
    }
}
