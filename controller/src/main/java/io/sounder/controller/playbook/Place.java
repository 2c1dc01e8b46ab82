package io.sounder.controller.playbook;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where steps are being read: what they inherit and where relative names lead.
 *
 * @param keywords of everything around
 * @param role the role the steps belong to, or null
 * @param folder of the file being read
 * @param playbookFolder of the playbook
 * @param playVars variables of the play, for names of imported files
 * @param imports receives what static imports of roles bring to the whole play
 */
public record Place(
        Keywords keywords,
        @Nullable Role role,
        Path folder,
        Path playbookFolder,
        Map<String, @Nullable Object> playVars,
        Imports imports) {
    Place with(Keywords inner) {
        return new Place(inner, role, folder, playbookFolder, playVars, imports);
    }

    Place in(Path otherFolder) {
        return new Place(keywords, role, otherFolder, playbookFolder, playVars, imports);
    }

    Place of(Role other, Path otherFolder) {
        return new Place(keywords, other, otherFolder, playbookFolder, playVars, imports);
    }

    /** Where a file of tasks may lie, in the order of search. */
    Set<Path> searchPath() {
        Set<Path> folders = new LinkedHashSet<>();
        Role owner = role;
        folders.add(folder);
        if (owner != null) {
            folders.add(owner.folder().resolve("tasks"));
            folders.add(owner.folder());
            for (Role parent : owner.parents()) {
                folders.add(parent.folder().resolve("tasks"));
            }
        }
        folders.add(playbookFolder.resolve("tasks"));
        folders.add(playbookFolder);
        return folders;
    }

    List<Role> roleChain() {
        Role owner = role;
        if (owner == null) {
            return List.of();
        }
        List<Role> chain = new java.util.ArrayList<>(owner.parents());
        chain.addFirst(owner);
        return chain;
    }
}
