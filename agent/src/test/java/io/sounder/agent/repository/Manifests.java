package io.sounder.agent.repository;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Lsn;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.BackupData;
import io.sounder.agent.format.BackupOptions;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.ManifestTarget;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.format.StoredAs;
import java.util.List;
import java.util.Optional;

/** Small manifests for tests. */
final class Manifests {
    private static final Attributes OWNER = new Attributes(0700, Optional.of("postgres"), Optional.empty());

    private Manifests() {}

    static Manifest full(BackupLabel label) {
        return build(label, Optional.empty(), List.of(label));
    }

    static Manifest incr(BackupLabel label, BackupLabel prior) {
        return build(label, Optional.of(prior), List.of(prior, label));
    }

    private static Manifest build(BackupLabel label, Optional<BackupLabel> prior, List<BackupLabel> references) {
        ManifestFile found = ManifestFile.found(
                "pg_data/a=\"b\"", 12, 1_795_207_013, new Attributes(0640, Optional.empty(), OWNER.group()));
        return new ManifestBuilder()
                .data(new BackupData(
                        label,
                        label.type(),
                        prior,
                        references,
                        Optional.of("000000010000000000000004"),
                        Optional.of("000000010000000000000005"),
                        Optional.of(Lsn.parse("0/4000028")),
                        Optional.of(Lsn.parse("FF/A0000000")),
                        1_795_207_007,
                        1_795_207_008,
                        1_795_207_009,
                        false,
                        false,
                        false))
                .pg(new PgDb(-5, "15", 202209061, 1300), 1)
                .options(new BackupOptions(
                        true,
                        false,
                        Optional.of(false),
                        Optional.of(1L << 20),
                        Optional.of(true),
                        "lz4",
                        Optional.of(1),
                        Optional.of(1),
                        Optional.of(false),
                        false,
                        true,
                        Optional.of(2)))
                .target("pg_data", ManifestTarget.path("/data"))
                .path("pg_data", OWNER)
                .file(found.copied(12, "1".repeat(40), Optional.empty(), StoredAs.alone(30, "2".repeat(40))))
                .build();
    }
}
