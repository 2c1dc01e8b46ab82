/** Reads everything a repository holds for a stanza and says what is damaged, and what can still be restored. */
@NullMarked
package io.sounder.agent.verify;

import org.jspecify.annotations.NullMarked;
