package io.sounder.controller;

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

@AnalyzeClasses(packages = "io.sounder.controller", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int LONGEST_FILE = 500;
    private static final String ROOT = "io.sounder.controller.";

    @ArchTest
    static final ArchRule IMPORTS_POINT_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("surface")
            .definedBy("io.sounder.controller", ROOT + "cli..")
            .layer("report")
            .definedBy(ROOT + "report..", ROOT + "runs..")
            .layer("engine")
            .definedBy(ROOT + "engine..")
            .layer("rooms")
            .definedBy(ROOT + "inventory..", ROOT + "playbook..", ROOT + "module..")
            .layer("tools")
            .definedBy(ROOT + "template..", ROOT + "ssh..", ROOT + "pki..")
            .layer("ground")
            .definedBy(ROOT + "yaml..", ROOT + "host..", ROOT + "vault..")
            .layer("base")
            .definedBy(ROOT + "base..")
            .whereLayer("surface")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("surface")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("surface", "report")
            .whereLayer("rooms")
            .mayOnlyBeAccessedByLayers("surface", "report", "engine")
            .whereLayer("tools")
            .mayOnlyBeAccessedByLayers("surface", "report", "engine", "rooms")
            .whereLayer("ground")
            .mayOnlyBeAccessedByLayers("surface", "report", "engine", "rooms", "tools");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PARTS_OF_TEMPLATE_FORM_NO_CYCLES =
            slices().matching(ROOT + "template.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule INVENTORY_AND_PLAYBOOK_DO_NOT_KNOW_EACH_OTHER =
            slices().matching(ROOT + "(inventory|playbook)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule MODULES_DO_NOT_KNOW_SSH = noClasses()
            .that()
            .resideInAPackage(ROOT + "module..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "ssh..");

    @ArchTest
    static final ArchRule PICOCLI_STAYS_IN_CLI = onlyIn("picocli..", ROOT + "cli..", "io.sounder.controller");

    @ArchTest
    static final ArchRule JINJAVA_STAYS_IN_TEMPLATE = onlyIn("com.hubspot..", ROOT + "template.statement..");

    @ArchTest
    static final ArchRule SNAKEYAML_STAYS_IN_YAML = onlyIn("org.yaml..", ROOT + "yaml..");

    @ArchTest
    static final ArchRule SSHJ_STAYS_IN_SSH = onlyIn("net.schmizz..", ROOT + "ssh..");

    @ArchTest
    static final ArchRule BOUNCY_CASTLE_STAYS_IN_PKI = onlyIn("org.bouncycastle..", ROOT + "pki..", ROOT + "ssh..");

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
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
