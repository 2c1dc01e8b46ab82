package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.file.Path;
import java.util.List;

/** Links must not lead into the data folder, nor two of them into one another: content would be written twice. */
final class LinkRules {
    private final Path pgData;

    LinkRules(Path pgData) {
        this.pgData = pgData.normalize();
    }

    void check(List<Place> places) {
        List<Place> linked =
                places.stream().filter(place -> place.link().isPresent()).toList();
        for (int index = 0; index < linked.size(); index++) {
            Place place = linked.get(index);
            requireOutside(place);
            linked.subList(0, index).forEach(other -> requireApart(place, other));
        }
    }

    private void requireOutside(Place place) {
        Path leadsTo = leadsTo(place);
        if (leadsTo.startsWith(pgData) || (contains(place) && pgData.startsWith(leadsTo))) {
            throw new AgentException(
                    ErrorCode.LINK_DESTINATION,
                    "link '" + name(place) + "' destination '" + leadsTo + "' is in PGDATA '" + pgData
                            + "' or around it");
        }
    }

    private static void requireApart(Place left, Place right) {
        Path one = leadsTo(left);
        Path other = leadsTo(right);
        boolean same = one.equals(other);
        boolean nested = (contains(left) && other.startsWith(one)) || (contains(right) && one.startsWith(other));
        if (same || nested) {
            throw new AgentException(
                    ErrorCode.LINK_DESTINATION,
                    "link '" + name(left) + "' (" + one + ") destination is the same as or shares a folder with link '"
                            + name(right) + "' (" + other + ")");
        }
    }

    private static boolean contains(Place place) {
        return place.kind() != Place.Kind.LINKED_FILE;
    }

    private static Path leadsTo(Place place) {
        return place.link().orElseThrow().leadsTo().normalize();
    }

    private static String name(Place place) {
        return place.link().orElseThrow().name();
    }
}
