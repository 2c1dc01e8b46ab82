package io.sounder.agent.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip with a chosen level, -1..9. Not for use by several threads. */
final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(OutputStream out, int level) throws IOException {
        super(out, CompressType.BUFFER);
        def.setLevel(level);
    }
}
