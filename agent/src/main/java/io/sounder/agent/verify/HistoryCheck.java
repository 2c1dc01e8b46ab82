package io.sounder.agent.verify;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads the manifests that stay when backups expire. No restore needs them, but they are to be whole. */
final class HistoryCheck {
    private final Repository repository;

    HistoryCheck(Repository repository) {
        this.repository = repository;
    }

    /** What is damaged. One that expires meanwhile is not. */
    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (String year : repository.historyYears()) {
            for (BackupLabel label : repository.historyLabels(year)) {
                check(label).filter(each -> each.problem() != Problem.MISSING).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> check(BackupLabel label) {
        String name = repository.historyManifestPath(label).value();
        try (InputStream in = new GZIPInputStream(repository.openHistoryManifest(label))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Finding(Problem.CHECKSUM, name, String.valueOf(e.getMessage())));
        } catch (AgentException e) {
            return Optional.of(ContentCheck.ofError(name, e));
        }
    }
}
