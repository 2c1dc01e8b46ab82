/** Bytes to records and back: info files with checksum, archive and backup info, manifests. No files, no clock. */
@NullMarked
package io.sounder.agent.format;

import org.jspecify.annotations.NullMarked;
