package io.sounder.agent.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every release reads what every other one wrote: as many cells as it takes for every value of each dimension to meet every
 * value of the others.
 */
class InteropMatrixIT {
    @Test
    void everyReleaseReadsWhatTheOthersWrote() {
        try (Workplace workplace = new Workplace(InteropMatrix.engines(), Cells.SERVERS)) {
            Limits limits = Limits.ask(workplace, Cells.SERVERS);
            List<Cell> cells = Cells.covering(Cells.product(), limits::allow);
            Map<Cell, Outcome> outcomes = new Matrix(workplace, limits).run(cells, 2, InteropMatrixIT::print);

            assertThat(outcomes).hasSize(cells.size());
            assertThat(different(outcomes)).isEmpty();
            assertThat(outcomes.values().stream()
                            .filter(Outcome.Refused.class::isInstance)
                            .map(outcome -> ((Outcome.Refused) outcome).by()))
                    .containsOnly(Release.OLDER);
        }
    }

    private static void print(Cell cell, Outcome outcome) {
        System.out.println(cell + ": " + outcome);
    }

    private static Map<Cell, Outcome> different(Map<Cell, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Outcome.Different)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
