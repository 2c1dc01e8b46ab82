package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Info files that somebody changed and gave a right checksum again. */
public final class SignedInfo {
    private static final Pattern ACTUAL = Pattern.compile("actual '([0-9a-f]{40})'");
    private static final Pattern STATED = Pattern.compile("backrest-checksum=\"[^\"\n]*\"");

    private SignedInfo() {}

    /** The text with the checksum that the reader asks for; as it is if that cannot be told. */
    public static String sign(String text) {
        String unsigned = STATED.matcher(text).replaceAll("backrest-checksum=\"?\"");
        try {
            InfoReader.read(new ByteArrayInputStream(bytes(unsigned)), (section, key, value) -> {});
        } catch (AgentException e) {
            Matcher actual = ACTUAL.matcher(e.text());
            if (actual.find()) {
                return unsigned.replace("backrest-checksum=\"?\"", "backrest-checksum=\"" + actual.group(1) + "\"");
            }
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
        return unsigned;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
