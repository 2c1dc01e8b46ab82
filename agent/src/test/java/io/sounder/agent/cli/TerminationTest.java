package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The exit code tells whether the command was completed, whichever comes first. */
final class TerminationTest {
    private final Termination termination = new Termination();

    @Test
    void aSignalEndsARunningCommandWhichIsNeverCompleted() throws Exception {
        assertThat(termination.signal()).isEmpty();
        assertThat(returns(started(termination::complete))).isFalse();
        assertThat(returns(started(() -> termination.end(0)))).isFalse();
        assertThat(returns(started(termination::begin))).isFalse();
    }

    @Test
    void aSignalWaitsForACommandThatIsBeingCompleted() throws Exception {
        termination.complete();
        CompletableFuture<OptionalInt> signal = started(termination::signal);
        assertThat(returns(signal)).isFalse();
        termination.end(7);
        assertThat(signal.get(5, TimeUnit.SECONDS)).hasValue(7);
    }

    @Test
    void theNextCommandDoesNotBeginOnceASignalWaits() throws Exception {
        termination.complete();
        CompletableFuture<OptionalInt> signal = started(termination::signal);
        assertThat(returns(signal)).isFalse();
        assertThat(returns(started(termination::begin))).isFalse();
        assertThat(signal.get(5, TimeUnit.SECONDS)).hasValue(0);
    }

    @Test
    void theNextCommandCanBeEnded() {
        termination.complete();
        termination.begin();
        assertThat(termination.signal()).isEmpty();
    }

    @Test
    void anEndedCommandKeepsItsCode() {
        termination.end(55);
        assertThat(termination.signal()).hasValue(55);
    }

    private static CompletableFuture<OptionalInt> started(Runnable action) {
        return started(() -> {
            action.run();
            return OptionalInt.empty();
        });
    }

    private static CompletableFuture<OptionalInt> started(java.util.function.Supplier<OptionalInt> action) {
        CompletableFuture<OptionalInt> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> result.complete(action.get()));
        return result;
    }

    private static boolean returns(CompletableFuture<?> future) throws ExecutionException, InterruptedException {
        try {
            future.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
