package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;

/** Refuses a backup that is not the one asked for, is incomplete, or uses what cannot be restored. */
record ManifestCheck(Manifest manifest, BackupLabel wanted) {

    void check() {
        if (!manifest.label().equals(wanted)) {
            throw new AgentException(
                    ErrorCode.FORMAT,
                    "requested backup '" + wanted + "' and manifest label '" + manifest.label() + "' do not match");
        }
        if (manifest.file(RestoreContent.CONTROL).isEmpty()) {
            throw new AgentException(
                    ErrorCode.FORMAT, "manifest of backup " + wanted + " has no file '" + RestoreContent.CONTROL + "'");
        }
        manifest.files().forEach(this::check);
    }

    private void check(ManifestFile file) {
        if (file.size() > 0 && !file.hasChecksum()) {
            throw new AgentException(
                    ErrorCode.FORMAT,
                    "manifest of backup " + wanted + " has no checksum for file '" + file.name() + "'");
        }
    }
}
