package io.sounder.agent.backup;

import io.sounder.agent.block.BlockRules;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.pipeline.StoredForm;
import io.sounder.agent.postgres.PageChecker;
import io.sounder.agent.postgres.PgVersion;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is the same for all files of a backup. Immutable.
 *
 * @param standbyFolder the data folder that the files come from which a standby has as well
 * @param form how files are stored that are stored alone
 * @param bundleForm how files are stored that share a bundle
 * @param pages how to check pages; absent when they are not checked
 * @param forcedVersion what the cluster counts as, whatever its control file says
 * @param blocks how to cut files into blocks; absent when none is cut
 * @param listing when the files were listed
 */
record CopyContext(
        Path dataFolder,
        Optional<Path> standbyFolder,
        StoredForm form,
        StoredForm bundleForm,
        Optional<Pages> pages,
        int bufferSize,
        Optional<PgVersion> forcedVersion,
        Optional<Blocks> blocks,
        Listing listing) {
    private static final String DATA = "pg_data/";

    /** @param size bytes of a page */
    record Pages(int size, boolean headerCheck) {}

    /**
     * @param full whether all blocks are stored
     * @param reference number of the backup in its list of references
     * @param prior the backup whose blocks need not be stored again
     */
    record Blocks(BlockRules rules, boolean full, int reference, Optional<Manifest> prior) {}

    /** The file of the cluster that has this manifest name; tablespaces are reached through their links. */
    Path locate(String name) {
        Path from = standbyFolder.filter(_ -> Standby.holds(name)).orElse(dataFolder);
        return from.resolve(name.startsWith(DATA) ? name.substring(DATA.length()) : name);
    }

    /** The check for a relation file, absent for other files. */
    Optional<PageChecker> pageChecker(String name, PageChecker.Source source) {
        return pages.filter(any -> DatabaseFolder.hasPages(name))
                .map(page -> new PageChecker(page.size, DatabaseFolder.segment(name), page.headerCheck, source));
    }
}
