package io.sounder.agent.verify;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.JobRetry;
import java.util.Optional;

/**
 * What to verify and how.
 *
 * @param set only this backup, with the files of others that it uses and the WAL that it needs
 * @param workers how many files are read at the same time
 * @param retry for a medium that fails
 */
public record VerifySettings(Optional<BackupLabel> set, int workers, JobRetry retry) {}
