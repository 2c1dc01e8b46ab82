/** Where a repository keeps its files, whatever the medium. */
@NullMarked
package io.sounder.agent.storage;

import org.jspecify.annotations.NullMarked;
