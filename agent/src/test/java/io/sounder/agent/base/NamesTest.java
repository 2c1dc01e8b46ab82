package io.sounder.agent.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "0000000100000000000000FF,16,000000010000000100000000",
        "0000000100000000000000FE,16,0000000100000000000000FF",
        "000000010000000000000FFF,1,000000010000000100000000",
        "0000000100000000000000FF,1,000000010000000000000100",
        "000000010000000000000003,1024,000000010000000100000000",
        "0000000A0000000F00000002,1024,0000000A0000000F00000003"
    })
    void theNextSegmentRollsOverAtFourGigabytes(String name, long megabytes, String next) {
        assertThat(new WalSegment(name).next(megabytes * MIB).name()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "1,0/A00028,16,000000010000000000000000",
        "1,0/A00028,1,00000001000000000000000A",
        "2,FF/FFFFFFFF,16,00000002000000FF000000FF",
        "2,FF/C0000000,1024,00000002000000FF00000003",
        "1,FFFFFFFF/FFFFFFFF,1,00000001FFFFFFFF00000FFF"
    })
    void anAddressLiesInOneSegment(int timeline, String lsn, long megabytes, String name) {
        WalSegment segment = WalSegment.of(timeline, Lsn.parse(lsn), megabytes * MIB);
        assertThat(segment.name()).isEqualTo(name);
        assertThat(segment.start(megabytes * MIB)).isLessThanOrEqualTo(Lsn.parse(lsn));
        assertThat(segment.timeline()).isEqualTo(timeline);
    }

    @Test
    void rangesIncludeBothEnds() {
        WalSegment first = new WalSegment("0000000100000000000000FE");
        WalSegment last = new WalSegment("000000010000000100000001");
        assertThat(WalSegment.range(first, last, 16 * MIB))
                .extracting(WalSegment::name)
                .containsExactly(
                        "0000000100000000000000FE",
                        "0000000100000000000000FF",
                        "000000010000000100000000",
                        "000000010000000100000001");
        assertThat(WalSegment.range(last, first, 16 * MIB)).isEmpty();
        assertThat(first.directory()).isEqualTo("0000000100000000");
    }

    @Test
    void addressesPrintAsPostgresqlDoesAndCompareUnsigned() {
        assertThat(Lsn.parse("0/A00028")).hasToString("0/A00028");
        assertThat(Lsn.parse("ff/0a")).hasToString("FF/A");
        assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("0/1"));
        assertThatThrownBy(() -> Lsn.parse("0")).isInstanceOf(AgentException.class);
    }

    @Test
    void labelsTellTheirSetTypeAndTime() {
        BackupLabel full = BackupLabel.full(LocalDateTime.of(2026, 11, 20, 20, 36, 8));
        BackupLabel incr = full.dependent(BackupType.INCR, LocalDateTime.of(2026, 11, 21, 1, 2, 3));
        assertThat(full.value()).isEqualTo("20261120-203608F");
        assertThat(incr.value()).isEqualTo("20261120-203608F_20261121-010203I");
        assertThat(incr.dependent(BackupType.DIFF, full.time()).value()).isEqualTo("20261120-203608F_20261120-203608D");
        assertThat(incr.full()).isEqualTo(full);
        assertThat(incr.type()).isEqualTo(BackupType.INCR);
        assertThat(incr.time()).isEqualTo(LocalDateTime.of(2026, 11, 21, 1, 2, 3));
        for (String wrong : List.of("", "latest", "20261120-203608", "20261120-203608D", "20261120-203608F_")) {
            assertThat(BackupLabel.isLabel(wrong)).as(wrong).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0B", "1023,1023B", "1024,1KB", "8745784,8.3MB", "8388608,8MB", "4965,4.8KB", "24223744,23.1MB"})
    void sizesAreShownWithOneDecimal(long bytes, String text) {
        assertThat(new ByteSize(bytes).display()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1MiB,1048576", "64k,65536", "5,5", "7B,7", "2gb,2147483648", "1PiB,1125899906842624"})
    void sizesOfOptionsArePowersOf1024(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @Test
    void sizesThatAreNoneAreRefused() {
        for (String wrong : List.of("", "1x", "1 MB", "-1", "1ib", "99999999999999999999", "9999999999PiB")) {
            assertThatThrownBy(() -> ByteSize.parse(wrong)).as(wrong).isInstanceOf(AgentException.class);
        }
    }
}
