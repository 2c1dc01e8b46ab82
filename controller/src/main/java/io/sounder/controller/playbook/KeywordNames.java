package io.sounder.controller.playbook;

import java.util.Set;
import java.util.TreeSet;

/** All keywords that plays, blocks, roles and tasks may have. */
public final class KeywordNames {
    private KeywordNames() {}

    /** The names in order. */
    public static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (KeywordTable table : KeywordTable.values()) {
            all.addAll(table.names());
        }
        return all;
    }
}
