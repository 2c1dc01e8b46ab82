/** Storage in a folder of a POSIX file system. */
@NullMarked
package io.sounder.agent.storage.posix;

import org.jspecify.annotations.NullMarked;
