package io.sounder.agent.info;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.block.BlockDelta;
import io.sounder.agent.block.BlockMap;
import io.sounder.agent.block.BlockReader;
import io.sounder.agent.block.ExistingBlocks;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what a restore would read of files that are stored in blocks. For one thread. */
public final class ManifestDelta {
    private static final String DATA = "pg_data/";

    private final BlockReader reader;
    private final ExistingBlocks existing = new ExistingBlocks();
    private final Optional<Path> dataFolder;

    /** @param dataFolder of the cluster that would be restored, so that only what differs is read; none for everything */
    public ManifestDelta(Repository repository, Manifest manifest, Optional<Path> dataFolder) {
        this.reader = new BlockReader(repository, manifest);
        this.dataFolder = dataFolder;
    }

    /** Error 55 when the cluster has no such file. */
    BlockDelta of(ManifestFile file) {
        try {
            BlockMap map = reader.map(file);
            return dataFolder.isEmpty()
                    ? BlockDelta.of(map, _ -> true)
                    : differing(file, map, path(dataFolder.get(), file));
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ, "unable to read the block map of '" + file.name() + "': " + e.getMessage(), e);
        }
    }

    /** Tablespaces are reached by the links of the data folder. */
    private static Path path(Path dataFolder, ManifestFile file) {
        String name = file.name();
        return dataFolder.resolve(name.startsWith(DATA) ? name.substring(DATA.length()) : name);
    }

    private BlockDelta differing(ManifestFile file, BlockMap map, Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return BlockDelta.of(
                    map, existing.differing(file, map, (block, length) -> in.readNBytes(block, 0, length))::get);
        } catch (NoSuchFileException e) {
            throw new AgentException(ErrorCode.FILE_MISSING, "unable to open missing file '" + path + "' for read", e);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_READ, "unable to read '" + path + "': " + e.getMessage(), e);
        }
    }
}
