package io.sounder.agent;

import io.sounder.agent.block.BlockHash;
import io.sounder.agent.pipeline.Sha1;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a command is going to need and the JDK is slow to set up: the local zone for log lines, the provider of digests for
 * info files, and for commands that move data the ways to native code. A second core does it while the first one reads the
 * configuration and speaks to the server.
 */
final class StartAhead {
    private static final List<String> MOVES_DATA = List.of("archive-push", "backup", "restore", "verify");
    private static final List<String> COMPARES_BLOCKS = List.of("backup", "--delta");

    @SuppressWarnings("unused") // what matters is that the JDK has looked it up
    private ZoneOffset offset = ZoneOffset.UTC;

    private StartAhead() {}

    static void begin(List<String> arguments) {
        StartAhead ahead = new StartAhead();
        start("start-ahead", ahead::common);
        if (arguments.stream().anyMatch(MOVES_DATA::contains)) {
            boolean blocks = arguments.stream().anyMatch(COMPARES_BLOCKS::contains);
            start("native-ahead", () -> nativeCode(blocks));
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void common() {
        try {
            MessageDigest.getInstance("SHA-1").digest();
            offset = ZoneId.systemDefault().getRules().getOffset(Instant.EPOCH);
        } catch (NoSuchAlgorithmException | RuntimeException e) {
            // Whoever needs it reports it.
            offset = ZoneOffset.UTC;
        }
    }

    private static void nativeCode(boolean blocks) {
        byte[] nothing = {};
        Sha1.forBulk().update(nothing, 0, 0);
        if (blocks) {
            BlockHash.create().hash(nothing, 0, 0, new byte[BlockHash.LENGTH]);
        }
    }
}
