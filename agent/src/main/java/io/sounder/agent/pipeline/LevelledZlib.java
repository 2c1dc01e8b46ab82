package io.sounder.agent.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A zlib stream with a chosen level, -1..9. Not for use by several threads. */
final class LevelledZlib extends DeflaterOutputStream {
    LevelledZlib(OutputStream out, int level) {
        super(out, new Deflater(level), CompressType.BUFFER);
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            def.end();
        }
    }
}
