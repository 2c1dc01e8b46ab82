/** Changes the annotations of backups. */
@NullMarked
package io.sounder.agent.annotate;

import org.jspecify.annotations.NullMarked;
