package io.sounder.agent.backup;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.block.BlockRules;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.format.BlockSizes;
import io.sounder.agent.format.ManifestFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which files are gathered in bundles, and which are cut into blocks. Immutable.
 *
 * @param bundles absent when every file is stored alone
 * @param rules absent when no file is cut
 */
public record Storing(Optional<Bundles> bundles, Optional<BlockRules> rules) {
    /** Every file as a whole in a file of its own. */
    public static final Storing ALONE = new Storing(Optional.empty(), Optional.empty());

    /**
     * Sizes of bundles, in bytes before compression.
     *
     * @param size a bundle that has reached this takes no more files
     * @param limit larger files are stored alone
     */
    public record Bundles(long size, long limit) {}

    static Storing from(Config config, int repoKey) {
        if (!config.flag(Option.REPO_BUNDLE, repoKey)) {
            return ALONE;
        }
        Bundles bundles = new Bundles(
                config.size(Option.REPO_BUNDLE_SIZE, repoKey), config.size(Option.REPO_BUNDLE_LIMIT, repoKey));
        return new Storing(Optional.of(bundles), rules(config, repoKey));
    }

    private static Optional<BlockRules> rules(Config config, int repoKey) {
        if (!config.flag(Option.REPO_BLOCK, repoKey)) {
            return Optional.empty();
        }
        return Optional.of(BlockRules.of(
                config.map(Option.REPO_BLOCK_SIZE_MAP, repoKey),
                config.map(Option.REPO_BLOCK_AGE_MAP, repoKey),
                config.map(Option.REPO_BLOCK_CHECKSUM_SIZE_MAP, repoKey),
                config.size(Option.REPO_BLOCK_SIZE_SUPER, repoKey),
                config.size(Option.REPO_BLOCK_SIZE_SUPER_FULL, repoKey)));
    }

    boolean isBundled(ManifestFile file) {
        return bundles.filter(sizes -> file.originalSize() <= sizes.limit()).isPresent();
    }

    /** Whether the file is stored as a whole in a file of its own if nothing is known of it yet. */
    boolean isAlone(ManifestFile file, long start) {
        return !isBundled(file) && blocks(file, null, start).isEmpty();
    }

    /** Whether bundled files have the short form: the first backup of a set decides. */
    boolean isShort(BackupPlan plan) {
        return plan.type() == BackupType.FULL
                ? rules.isPresent()
                : plan.prior().filter(prior -> prior.data().bundleRaw()).isPresent();
    }

    /**
     * How a file is cut into blocks, if it is. One that was cut before keeps its sizes, so that its blocks can be compared.
     *
     * @param before its entry in the prior backup
     * @param start of the backup in Unix seconds
     */
    Optional<BlockTask> blocks(ManifestFile file, @Nullable ManifestFile before, long start) {
        if (rules.isEmpty() || file.originalSize() == 0) {
            return Optional.empty();
        }
        if (before != null
                && before.isBlockIncremental()
                && file.originalSize() >= before.stored().blocks().block()) {
            return Optional.of(new BlockTask(before.stored().blocks(), Optional.of(before)));
        }
        BlockSizes sizes = rules.get().choose(file.originalSize(), start - file.timestamp());
        return sizes.block() == 0 ? Optional.empty() : Optional.of(new BlockTask(sizes, Optional.empty()));
    }
}
