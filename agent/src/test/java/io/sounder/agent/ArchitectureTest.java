package io.sounder.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.sounder.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int LONGEST_FILE = 500;
    private static final String ROOT = "io.sounder.agent.";
    private static final String[] ROOMS = {
        ROOT + "backup..",
        ROOT + "restore..",
        ROOT + "archive..",
        ROOT + "expire..",
        ROOT + "info..",
        ROOT + "stanza..",
        ROOT + "verify..",
        ROOT + "annotate..",
        ROOT + "files.."
    };
    private static final String[] NOUNS = {
        ROOT + "format..",
        ROOT + "pipeline..",
        ROOT + "storage..",
        ROOT + "postgres..",
        ROOT + "config..",
        ROOT + "os.."
    };

    @ArchTest
    static final ArchRule IMPORTS_POINT_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("surface")
            .definedBy("io.sounder.agent", ROOT + "cli..", ROOT + "exporter..")
            .layer("rooms")
            .definedBy(ROOMS)
            .layer("repository")
            .definedBy(ROOT + "repository..", ROOT + "block..")
            .layer("remote")
            .definedBy(ROOT + "remote..")
            .layer("nouns")
            .definedBy(NOUNS)
            .layer("base")
            .definedBy(ROOT + "base..")
            .whereLayer("surface")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rooms")
            .mayOnlyBeAccessedByLayers("surface")
            .whereLayer("repository")
            .mayOnlyBeAccessedByLayers("surface", "rooms")
            .whereLayer("remote")
            .mayOnlyBeAccessedByLayers("surface", "repository")
            .whereLayer("nouns")
            .mayOnlyBeAccessedByLayers("surface", "rooms", "repository", "remote");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    ROOT + "(backup|restore|archive|expire|info|stanza|verify|annotate|files)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOUNS_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    ROOT + "(format|pipeline|storage|postgres|config|os)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule PICOCLI_STAYS_IN_CLI =
            onlyIn("picocli..", ROOT + "cli..", ROOT + "exporter..", "io.sounder.agent");

    @ArchTest
    static final ArchRule PGJDBC_STAYS_IN_POSTGRES = onlyIn("org.postgresql..", ROOT + "postgres..");

    @ArchTest
    static final ArchRule SQL_STAYS_IN_POSTGRES = onlyIn("java.sql..", ROOT + "postgres..");

    @ArchTest
    static final ArchRule ZSTD_STAYS_IN_PIPELINE = onlyIn("com.github.luben..", ROOT + "pipeline..");

    @ArchTest
    static final ArchRule LZ4_STAYS_IN_PIPELINE = onlyIn("net.jpountz..", ROOT + "pipeline..");

    @ArchTest
    static final ArchRule BZIP2_STAYS_IN_PIPELINE = onlyIn("org.apache.commons..", ROOT + "pipeline..");

    @ArchTest
    static final ArchRule AWS_STAYS_IN_S3 = onlyIn("software.amazon..", ROOT + "storage.s3..");

    @ArchTest
    static final ArchRule PROMETHEUS_STAYS_IN_EXPORTER = onlyIn("io.prometheus..", ROOT + "exporter..");

    @ArchTest
    static final ArchRule PROGRAMS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching(ROOT + "(cli|exporter)..").should().notDependOnEachOther();

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    @Test
    void noFileIsLongerThanAllowed() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                try (Stream<String> lines = Files.lines(source)) {
                    assertThat(lines.count()).as(source.toString()).isLessThanOrEqualTo(LONGEST_FILE);
                }
            }
        }
    }
}
