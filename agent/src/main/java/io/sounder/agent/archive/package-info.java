/** Room {@code archive}: WAL into the repositories and back. Few classes, since each segment starts a process. */
@NullMarked
package io.sounder.agent.archive;

import org.jspecify.annotations.NullMarked;
