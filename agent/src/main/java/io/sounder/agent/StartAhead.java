package io.sounder.agent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What nearly every command needs and the JDK is slow to set up at the start of a process: the local zone for log lines
 * and the provider of digests for info files. A second core does it while the first one reads the configuration.
 */
final class StartAhead implements Runnable {
    @SuppressWarnings("unused") // what matters is that the JDK has looked it up
    private ZoneOffset offset = ZoneOffset.UTC;

    private StartAhead() {}

    static void begin() {
        Thread thread = new Thread(new StartAhead(), "start-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            MessageDigest.getInstance("SHA-1").digest();
            offset = ZoneId.systemDefault().getRules().getOffset(Instant.EPOCH);
        } catch (NoSuchAlgorithmException | RuntimeException e) {
            // Whoever needs it reports it.
            offset = ZoneOffset.UTC;
        }
    }
}
