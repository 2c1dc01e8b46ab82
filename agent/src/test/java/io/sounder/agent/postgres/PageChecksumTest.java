package io.sounder.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageChecksumTest {
    private static final int PAGE = 8192;

    private static PageChecker checker(long segment, PageChecker.Source source) {
        return new PageChecker(PAGE, segment, true, source);
    }

    /** Pages of zero bytes with a header that claims content and the right checksum. */
    private static byte[] pages(int count, long firstBlock) {
        byte[] pages = new byte[count * PAGE];
        PageChecksum checksum = new PageChecksum();
        for (int page = 0; page < count; page++) {
            int at = page * PAGE;
            pages[at + 15] = 0x20;
            pages[at + 100] = (byte) page;
            int sum = checksum.of(pages, at, PAGE, firstBlock + page);
            pages[at + 8] = (byte) sum;
            pages[at + 9] = (byte) (sum >> 8);
        }
        return pages;
    }

    @Test
    void acceptsPagesOfTheirBlockAndEmptyOnes() throws IOException {
        byte[] bytes = pages(3, 131072);
        byte[] withZeros = new byte[bytes.length + PAGE];
        System.arraycopy(bytes, 0, withZeros, 0, bytes.length);
        PageChecker checker = checker(1, (position, page) -> false);
        checker.update(withZeros, withZeros.length);
        assertThat(checker.result().valid()).isTrue();
    }

    @Test
    void reportsChangedPagesByBlockOfTheWholeRelation() throws IOException {
        byte[] bytes = pages(4, 131072);
        bytes[PAGE + 500] = 1;
        bytes[3 * PAGE + 500] = 1;
        PageChecker checker = checker(1, (position, page) -> same(bytes, position, page));
        checker.update(bytes, bytes.length);
        assertThat(checker.result()).isEqualTo(new PageChecker.Result(List.of(131073L, 131075L), false));
    }

    /** An encrypted header may have zeros where the end of the free space is told, and is no empty page for that. */
    @Test
    void goesByTheChecksumAloneWhereHeadersMayBeEncrypted() throws IOException {
        byte[] bytes = pages(2, 0);
        for (int at = 0; at < bytes.length; at += PAGE) {
            bytes[at + 15] = 0;
            bytes[at + 8] = 0;
            bytes[at + 9] = 0;
            int sum = new PageChecksum().of(bytes, at, PAGE, at / PAGE);
            bytes[at + 8] = (byte) sum;
            bytes[at + 9] = (byte) (sum >> 8);
        }
        bytes[PAGE + 300] = 1;
        PageChecker withHeaders = checker(0, (position, page) -> same(bytes, position, page));
        withHeaders.update(bytes, bytes.length);
        assertThat(withHeaders.result().errors()).containsExactly(0L, 1L);
        PageChecker without = new PageChecker(PAGE, 0, false, (position, page) -> same(bytes, position, page));
        without.update(bytes, bytes.length);
        assertThat(without.result().errors()).containsExactly(1L);
    }

    @Test
    void countsBlocksAcrossParts() throws IOException {
        byte[] bytes = pages(2, 0);
        byte[] next = pages(2, 2);
        next[PAGE + 700] = 9;
        PageChecker checker = checker(0, (position, page) -> same(next, position - 2 * PAGE, page));
        checker.update(bytes, bytes.length);
        checker.update(next, next.length);
        assertThat(checker.result().errors()).containsExactly(3L);
    }

    @Test
    void countsPagesByTheirPlaceWhenPartsAreLeftOut() throws IOException {
        byte[] bytes = pages(6, 0);
        bytes[PAGE + 500] = 1;
        bytes[5 * PAGE + 500] = 1;
        PageChecker checker = checker(0, (position, page) -> same(bytes, position, page));
        checker.update(4 * PAGE, bytes, 4 * PAGE, 2 * PAGE);
        assertThat(checker.result().errors()).containsExactly(5L);
    }

    @Test
    void forgivesPagesThatTheServerWasJustWriting() throws IOException {
        byte[] torn = pages(2, 0);
        torn[PAGE + 500] = 1;
        byte[] whole = pages(2, 0);
        PageChecker checker = checker(0, (position, page) -> same(whole, position, page));
        checker.update(torn, torn.length);
        assertThat(checker.result().valid()).isTrue();
    }

    @Test
    void refusesAnEmptyHeaderOverContent() throws IOException {
        byte[] bytes = new byte[PAGE];
        bytes[4000] = 1;
        PageChecker checker = checker(0, (position, page) -> same(bytes, position, page));
        checker.update(bytes, bytes.length);
        assertThat(checker.result().errors()).containsExactly(0L);
    }

    @Test
    void tellsTornFromMisalignedEnds() throws IOException {
        PageChecker torn = checker(0, (position, page) -> false);
        torn.update(pages(2, 0), PAGE + 512);
        assertThat(torn.result()).isEqualTo(new PageChecker.Result(List.of(1L), false));
        PageChecker misaligned = checker(0, (position, page) -> false);
        misaligned.update(pages(2, 0), PAGE + 511);
        assertThat(misaligned.result()).isEqualTo(new PageChecker.Result(List.of(), true));
    }

    @Test
    void leavesThePageAsItWas() {
        byte[] bytes = pages(1, 0);
        byte[] before = bytes.clone();
        new PageChecksum().of(bytes, 0, PAGE, 0);
        assertThat(bytes).isEqualTo(before);
    }

    private static boolean same(byte[] bytes, long position, byte[] page) {
        System.arraycopy(bytes, (int) position, page, 0, page.length);
        return true;
    }
}
