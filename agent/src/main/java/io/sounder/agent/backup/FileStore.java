package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.block.BlockMap;
import io.sounder.agent.block.BlockReader;
import io.sounder.agent.block.BlockWriter;
import io.sounder.agent.format.BlockSizes;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.PageCheck;
import io.sounder.agent.format.StoredAs;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.pipeline.StoredForm;
import io.sounder.agent.postgres.PageChecker;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Puts single files into files of the repository: digest, page check, then compress or cut into blocks, encrypt, digest,
 * store. Belongs to one worker.
 */
final class FileStore {
    private final CopyContext context;
    private final LongConsumer progress;
    private final byte[] buffer;
    private final Sha1 plain;
    private final Sha1 stored = Sha1.forBulk();
    private final BlockWriter blockWriter;
    private final Optional<BlockReader> priorBlocks;

    /**
     * @param buffer what {@link SourceFile#fill} fills
     * @param plain for the content of files; without any before each file
     */
    FileStore(CopyContext context, Repository repository, LongConsumer progress, byte[] buffer, Sha1 plain) {
        this.context = context;
        this.progress = progress;
        this.buffer = buffer;
        this.plain = plain;
        this.blockWriter = new BlockWriter(context.form().shortForm());
        this.priorBlocks =
                context.blocks().flatMap(CopyContext.Blocks::prior).map(prior -> new BlockReader(repository, prior));
    }

    /** Where a file goes: behind what is in {@code file} already if that is a bundle. */
    record Place(StoredFile file, long bundleId) {
        private long offset() {
            return bundleId > 0 ? file.size() : 0;
        }
    }

    /** Stores what is in memory, as a whole. */
    ManifestFile store(ManifestFile file, byte[] content, Place place) throws IOException {
        long offset = place.offset();
        StoredForm form = form(place);
        StoredBytes target = target(place, form.isPlain());
        try (OutputStream sink = form.write(target)) {
            sink.write(content, 0, content.length);
        }
        plain.update(content, 0, content.length);
        progress.accept(file.originalSize());
        return file.copied(
                content.length,
                plain.hex(),
                Optional.empty(),
                storage(target, form.isPlain(), place.bundleId, offset, BlockSizes.NONE));
    }

    private StoredForm form(Place place) {
        return place.bundleId > 0 ? context.bundleForm() : context.form();
    }

    /** Stored bytes have a checksum of their own only if they differ from the file's. */
    private StoredBytes target(Place place, boolean same) {
        return new StoredBytes(place.file, same ? Optional.empty() : Optional.of(stored));
    }

    private StoredAs storage(StoredBytes target, boolean same, long bundleId, long offset, BlockSizes blocks) {
        Optional<String> checksum = same ? Optional.empty() : Optional.of(stored.hex());
        return new StoredAs(target.size(), checksum, Optional.empty(), bundleId, offset, blocks);
    }

    /**
     * Stores a file of the cluster.
     *
     * @param first bytes of it that are in the buffer already
     * @return its entry; that of the prior backup if nothing had to be stored; empty if the blocks cannot be trusted,
     *     because all are those of the prior backup but the file is not
     */
    Optional<ManifestFile> store(FileTask task, SourceFile source, int first, Place place) throws IOException {
        if (first == 0 && (place.bundleId > 0 || task.blocks().isPresent())) {
            return Optional.of(task.file().copied(0, ManifestFile.EMPTY_CHECKSUM, Optional.empty(), StoredAs.plain(0)));
        }
        return task.blocks().isPresent()
                ? blocks(task, task.blocks().get(), source, first, place)
                : Optional.of(whole(task.file(), source, first, place));
    }

    private ManifestFile whole(ManifestFile file, SourceFile source, int first, Place place) throws IOException {
        long offset = place.offset();
        StoredForm form = form(place);
        StoredBytes target = target(place, form.isPlain());
        Content content;
        try (OutputStream sink = form.write(target)) {
            content = transfer(source, first, context.pageChecker(file.name(), source), true, sink);
        }
        return content.entry(file, storage(target, form.isPlain(), place.bundleId, offset, BlockSizes.NONE));
    }

    private Optional<ManifestFile> blocks(FileTask task, BlockTask how, SourceFile source, int first, Place place)
            throws IOException {
        ManifestFile file = task.file();
        CopyContext.Blocks rules = context.blocks().orElseThrow();
        BlockSizes sizes = how.sizes();
        long offset = place.offset();
        StoredBytes target = target(place, false);
        Optional<PageChecker> checker = context.pageChecker(file.name(), source);
        boolean all = checker.isEmpty() || !inheritsPages(how, checker.get());
        BlockWriter writer = blockWriter.begin(new BlockWriter.Target(
                sizes.block(),
                sizes.checksum(),
                rules.rules().superBlock(rules.full(), sizes.block()),
                rules.reference(),
                place.bundleId,
                offset,
                how.before().isPresent() ? Optional.of(priorMap(how.before().get())) : Optional.empty(),
                all ? (_, _, _, _) -> {} : checker.get()::update,
                target));
        Content content = transfer(source, first, checker, all, writer);
        long map = writer.finish();
        if (map == 0) {
            return unchanged(task, content);
        }
        BlockSizes stored = new BlockSizes(sizes.block(), sizes.checksum(), map);
        return Optional.of(content.entry(file, storage(target, false, place.bundleId, offset, stored)));
    }

    /** Whether the pages of unchanged blocks need no check: the same bytes were found valid at the same place before. */
    private static boolean inheritsPages(BlockTask how, PageChecker checker) {
        return checker.fits(how.sizes().block())
                && how.before()
                        .flatMap(ManifestFile::pageCheck)
                        .filter(PageCheck::valid)
                        .isPresent();
    }

    private BlockMap priorMap(ManifestFile before) throws IOException {
        try {
            return priorBlocks.orElseThrow().map(before);
        } catch (AgentException e) {
            throw e.withHint("make a full backup, which needs no earlier one");
        }
    }

    /** Equal short checksums of blocks prove nothing when the file's own does not agree. */
    private Optional<ManifestFile> unchanged(FileTask task, Content content) {
        progress.accept(-content.size);
        return task.prior().filter(prior -> prior.size() == content.size && prior.hasChecksum(content.checksum));
    }

    /** What was read of a file. */
    private record Content(long size, String checksum, Optional<PageCheck> pages) {
        ManifestFile entry(ManifestFile file, StoredAs storage) {
            return file.copied(size, checksum, pages, storage);
        }
    }

    private Content transfer(
            SourceFile source, int first, Optional<PageChecker> checker, boolean checkAll, OutputStream sink)
            throws IOException {
        long size = 0;
        for (int count = first; count > 0; count = source.fill(buffer)) {
            plain.update(buffer, 0, count);
            if (checkAll && checker.isPresent()) {
                checker.get().update(buffer, count);
            }
            sink.write(buffer, 0, count);
            size += count;
            progress.accept(count);
        }
        return new Content(size, plain.hex(), checker.map(PageChecker::result).map(PageErrors::check));
    }
}
