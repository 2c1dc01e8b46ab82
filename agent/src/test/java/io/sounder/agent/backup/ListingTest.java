package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.ManifestFile;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final long NOW = 1_700_000_000_200L;
    private static final Attributes ANY = new Attributes(0600, Optional.empty(), Optional.empty());

    private static Duration waiting(Listing listing, long timestamp) {
        long start = System.nanoTime();
        listing.await(ManifestFile.found("pg_data/base/5/1259", 8192, timestamp, ANY));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void aFileOfTheSecondInWhichItWasListedIsReadWhenThatIsOver() {
        assertThat(waiting(Listing.of(NOW), NOW / 1000)).isGreaterThan(Duration.ofMillis(750));
    }

    @Test
    void olderFilesAreReadAtOnce() {
        assertThat(waiting(Listing.of(NOW), NOW / 1000 - 1)).isLessThan(Duration.ofMillis(750));
    }

    @Test
    void timeStampsLagBehindTheClock() {
        long justBegun = NOW / 1000 * 1000 + 1000;
        assertThat(waiting(Listing.of(justBegun), NOW / 1000)).isBetween(Duration.ofMillis(15), Duration.ofMillis(900));
    }

    @Test
    void nobodyWaitsForTheFilesOfAStoppedCluster() {
        assertThat(waiting(Listing.stopped(NOW), NOW / 1000)).isLessThan(Duration.ofMillis(750));
    }
}
