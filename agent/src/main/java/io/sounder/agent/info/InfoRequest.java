package io.sounder.agent.info;

import io.sounder.agent.base.BackupType;
import java.util.Optional;

/**
 * What is asked for.
 *
 * @param stanza only this one, also when it does not exist
 * @param set only the backup with this label, with details from its manifest
 * @param type only backups of this type
 */
public record InfoRequest(Optional<String> stanza, Optional<String> set, Optional<BackupType> type) {}
