package io.sounder.agent.interop;

import java.util.List;

/** What became of a cell. */
sealed interface Outcome {
    /** Writer and reader agree, and every restore is as it should be. */
    record Same() implements Outcome {}

    /**
     * A release cannot do it.
     *
     * @param by that release
     * @param message its own words
     */
    record Refused(Release by, String message) implements Outcome {}

    /**
     * Something is wrong.
     *
     * @param findings what, each in one line or a few
     */
    record Different(List<String> findings) implements Outcome {}
}
