package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.Greeting;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.Operation;
import io.sounder.agent.remote.server.FilesService;
import io.sounder.agent.remote.server.ServerTunnel;
import io.sounder.agent.remote.server.Service;
import io.sounder.agent.remote.server.Session;
import io.sounder.agent.remote.server.StanzaScope;
import io.sounder.agent.remote.server.StorageService;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.storage.memory.MemoryStorage;
import io.sounder.agent.testing.Damage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Either end of a connection with another end that sends anything. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteDamageTest {
    private static final int ROUNDS = 1000;
    private static final int ANSWERS = 150;
    private static final Opened OPENED =
            new Opened("user", "/repo", true, true, true, Optional.of("aes-256-cbc"), Optional.of("secret"));

    @TempDir
    private Path folder;

    @Test
    void requestsToARepository() throws IOException {
        Conversation asked = new Conversation();
        asked.request(Operation.LIST.request().text("backup"));
        asked.request(Operation.NAMES.request().text("backup/demo"));
        asked.request(Operation.INFO.request().text("backup/demo/file"));
        asked.request(
                Operation.READ_PART.request().text("backup/demo/file").number(3).number(5));
        asked.request(Operation.WRITE.request().text("backup/demo/other").flag(true));
        asked.frames.send(FrameKind.DATA, new byte[100], 0, 100);
        asked.frames.send(FrameKind.END);
        asked.request(Operation.LINK.request().text("backup/latest").text("demo"));
        asked.request(Operation.HARD_LINK.request().text("backup/demo/third").text("backup/demo/other"));
        asked.request(Operation.REMOVE_TREE.request().text("backup/demo"));

        new Damage(ROUNDS, asked.bytes())
                .feed(content -> serve(content, OutputStream.nullOutputStream(), this::repository));
    }

    @Test
    void requestsToACluster() throws IOException {
        Files.writeString(folder.resolve("file"), "some text");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Conversation asked = new Conversation();
        for (Operation operation : List.of(Operation.FILE_LIST, Operation.FILE_STAT, Operation.FILE_FOLLOW)) {
            asked.request(operation.request().text(folder.toString()));
        }
        asked.request(Operation.FILE_LINK.request().text(folder.resolve("link").toString()));
        asked.request(Operation.FILE_READ.request().text(folder.resolve("file").toString()));
        asked.request(Operation.FILE_PAGE
                .request()
                .text(folder.resolve("file").toString())
                .number(2)
                .number(4));
        asked.request(Operation.CONNECT.request());

        new Damage(ROUNDS, asked.bytes())
                .feed(content -> serve(content, OutputStream.nullOutputStream(), this::cluster));
    }

    @Test
    void answersOfARepository() throws IOException {
        Conversation asked = new Conversation();
        asked.request(Operation.LIST.request().text("backup/demo"));
        asked.request(Operation.READ.request().text("backup/demo/file"));
        asked.request(Operation.INFO.request().text("backup/demo/file"));
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        serve(asked.bytes(), answers, this::repository);

        new Damage(ANSWERS, answers.toByteArray())
                .feed(content -> ask(content, host -> {
                    Storage storage = new RemoteStorage(host);
                    storage.list(StoragePath.of("backup", "demo"));
                    try (InputStream in = storage.read(StoragePath.of("backup", "demo", "file"))) {
                        in.readAllBytes();
                    }
                    storage.info(StoragePath.of("backup", "demo", "file"));
                }));
    }

    @Test
    void answersOfACluster() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "some text ".repeat(10_000));
        Conversation asked = new Conversation();
        asked.request(Operation.FILE_READ.request().text(file.toString()));
        asked.request(Operation.FILE_LIST.request().text(folder.toString()));
        asked.request(Operation.FILE_STAT.request().text(file.toString()));
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        serve(asked.bytes(), answers, this::cluster);

        new Damage(ANSWERS, answers.toByteArray())
                .feed(content -> ask(content, host -> {
                    Path remote = new RemoteCluster("elsewhere", host).path(file.toString());
                    try (FileChannel channel = FileChannel.open(remote)) {
                        ByteBuffer buffer = ByteBuffer.allocate(4096);
                        while (channel.read(buffer) >= 0) {
                            buffer.clear();
                        }
                    }
                    try (var entries = Files.newDirectoryStream(remote.getParent())) {
                        entries.forEach(each -> {});
                    }
                    Files.exists(remote);
                }));
    }

    private Service repository() {
        MemoryStorage storage = new MemoryStorage();
        try (StorageWriter writer = storage.write(StoragePath.of("backup", "demo", "file"), WriteMode.ATOMIC)) {
            writer.write(new byte[1000]);
            writer.commit();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new StorageService(storage, OPENED, StanzaScope.everything(), () -> {});
    }

    private Service cluster() {
        ServerTunnel closed = new ServerTunnel(() -> {
            throw new IOException("nobody listens");
        });
        return new FilesService(OPENED, folder, closed, true, () -> {});
    }

    /** The other end going away in the middle of something is no failure of this one. */
    private static void serve(byte[] requests, OutputStream answers, Supplier<Service> service) throws IOException {
        try {
            new Session(new Frames(new ByteArrayInputStream(requests), answers), _ -> service.get()).run();
        } catch (EOFException e) {
            Thread.onSpinWait();
        }
    }

    /** What the asking end does. */
    @FunctionalInterface
    private interface Client {
        void use(RemoteHost host) throws IOException;
    }

    private static void ask(byte[] answers, Client client) {
        InputStream in = new ByteArrayInputStream(answers);
        try (RemoteHost host =
                PipeHost.reached(Duration.ofSeconds(5), () -> new PipeHost.Ends(in, OutputStream.nullOutputStream()))) {
            client.use(host);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_READ, "unable to read: " + e, e);
        }
    }

    /** Requests as the asking end would send them. */
    private static final class Conversation {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Frames frames = new Frames(InputStream.nullInputStream(), bytes);

        Conversation() throws IOException {
            request(Operation.OPEN.request().number(Greeting.PROTOCOL).number(0));
        }

        void request(FieldWriter request) throws IOException {
            frames.send(FrameKind.REQUEST, request);
        }

        byte[] bytes() throws IOException {
            request(Operation.CLOSE.request());
            frames.flush();
            return bytes.toByteArray();
        }
    }
}
