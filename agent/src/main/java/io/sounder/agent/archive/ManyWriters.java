package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One stream into the same file of several repositories, encrypted for each of them. One that fails is left out from then on and its error kept.
 * Closing without {@link #commit} leaves no file anywhere. Not thread-safe.
 */
final class ManyWriters extends OutputStream {
    private final Map<Repository, Target> writers = new LinkedHashMap<>();
    private final Map<Repository, String> names = new HashMap<>();
    private final RepositoryErrors errors;

    ManyWriters(RepositoryErrors errors) {
        this.errors = errors;
    }

    /** A file and the stage before it. */
    private record Target(StorageWriter file, OutputStream encrypted) implements AutoCloseable {
        void commit() throws IOException {
            encrypted.close();
            file.commit();
        }

        @Override
        public void close() throws IOException {
            try (file) {
                encrypted.close();
            }
        }
    }

    void open(Repository repository, StoragePath path, Encryption encryption) {
        try {
            names.put(repository, repository.storage().display(path));
            StorageWriter file = repository.storage().write(path, WriteMode.ATOMIC);
            writers.put(repository, new Target(file, encryption.encrypt(file)));
        } catch (AgentException e) {
            errors.add(repository, e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        forEach((_, target) -> target.encrypted().write(bytes, offset, length));
    }

    /** Makes the files visible; gives the keys of the repositories that have it now. */
    List<Integer> commit() {
        List<Integer> keys = new ArrayList<>();
        forEach((repository, target) -> {
            target.commit();
            keys.add(repository.key());
        });
        return keys;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Target target : writers.values()) {
            try {
                target.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private interface Step {
        void run(Repository repository, Target target) throws IOException;
    }

    private void forEach(Step step) {
        for (Iterator<Map.Entry<Repository, Target>> all = writers.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Repository, Target> each = all.next();
            try {
                step.run(each.getKey(), each.getValue());
            } catch (AgentException e) {
                drop(all, each, e);
            } catch (IOException e) {
                String message = "unable to write '" + names.get(each.getKey()) + "': " + e.getMessage();
                drop(all, each, new AgentException(ErrorCode.FILE_WRITE, message, e));
            }
        }
    }

    private void drop(Iterator<?> position, Map.Entry<Repository, Target> failed, AgentException error) {
        position.remove();
        errors.add(failed.getKey(), error);
        try {
            failed.getValue().close();
        } catch (IOException e) {
            error.addSuppressed(e);
        }
    }
}
