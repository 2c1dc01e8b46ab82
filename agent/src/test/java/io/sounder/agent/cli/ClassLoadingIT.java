package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no bucket does not wait for the classes of those who have. */
class ClassLoadingIT {
    @TempDir
    Path folder;

    @Test
    void aRepositoryInAFolderLoadsNothingOfS3() throws IOException {
        Path classes = folder.resolve("classes");
        ProcessResult.of(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.sounder.agent.Main",
                        "--repo1-path=" + folder,
                        "--lock-path=" + folder,
                        "--log-level-file=off",
                        "info"))
                .orFail();
        assertThat(Files.readString(classes))
                .contains("io.sounder.agent.storage.posix")
                .doesNotContain("software.amazon.", "io.sounder.agent.storage.s3.");
    }
}
