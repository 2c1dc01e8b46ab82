/** Makes backups: scan of the data folder, comparison with the prior backup, copy, labels, resume, finish. */
@NullMarked
package io.sounder.agent.backup;

import org.jspecify.annotations.NullMarked;
