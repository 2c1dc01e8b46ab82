package io.sounder.agent.verify;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.block.BlockHash;
import io.sounder.agent.block.BlockMap;
import io.sounder.agent.block.BlockReader;
import io.sounder.agent.block.SuperBlock;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Checks files that are stored in blocks beyond their own bytes: the map must be readable, and the blocks that other
 * backups store must be whole. Those of backups that have been read are known; others are read. Safe for several threads.
 */
final class BlockCheck {
    private final Repository repository;
    private final Manifest manifest;
    private final CheckedFiles checked;

    BlockCheck(Repository repository, Manifest manifest, CheckedFiles checked) {
        this.repository = repository;
        this.manifest = manifest;
        this.checked = checked;
    }

    /** What is wrong with the blocks of a file whose own bytes are right. */
    Optional<Finding> check(StoredFile stored) {
        try {
            BlockReader reader = new BlockReader(repository, manifest);
            BlockMap map = reader.map(stored.file());
            return unproven(stored, reader, map);
        } catch (AgentException e) {
            return Optional.of(ContentCheck.ofError(stored.name(), e));
        } catch (IOException e) {
            return Optional.of(new Finding(Problem.CHECKSUM, stored.name(), String.valueOf(e.getMessage())));
        }
    }

    /** Reads the blocks that no file that was read has proven, and compares each with its checksum in the map. */
    private Optional<Finding> unproven(StoredFile stored, BlockReader reader, BlockMap map) throws IOException {
        BitSet unproven = new BitSet(map.blocks());
        for (int block = 0; block < map.blocks(); block++) {
            unproven.set(block, isUnproven(stored, map.home(block)));
        }
        if (unproven.isEmpty()) {
            return Optional.empty();
        }
        BlockHash hash = BlockHash.create();
        byte[] found = new byte[BlockHash.LENGTH];
        AtomicBoolean wrong = new AtomicBoolean();
        reader.read(stored.file(), map, unproven::get, (position, bytes, offset, length) -> {
            hash.hash(bytes, offset, length, found);
            if (!map.matches((int) (position / map.blockSize()), found)) {
                wrong.set(true);
            }
        });
        return wrong.get()
                ? Optional.of(new Finding(Problem.CHECKSUM, stored.name(), "in a block that another backup stores"))
                : Optional.empty();
    }

    private boolean isUnproven(StoredFile stored, SuperBlock home) {
        BackupLabel label = label(home);
        BackupLabel own = stored.file().reference().orElse(manifest.label());
        if (label.equals(own)) {
            return false;
        }
        if (!checked.isFinished(label)) {
            return true;
        }
        return checked.anyDamaged()
                && checked.isDamaged(path(stored.file(), home), home.offset(), home.offset() + home.size());
    }

    private BackupLabel label(SuperBlock home) {
        List<BackupLabel> labels = manifest.data().references();
        return labels.get(home.reference());
    }

    private StoragePath path(ManifestFile file, SuperBlock home) {
        StoragePath folder = repository.backupPath(label(home));
        return folder.resolve(home.bundleId() > 0 ? "bundle/" + home.bundleId() : file.name() + ".pgbi");
    }
}
