/** Stanzas: create, upgrade, delete, and check that a cluster and its repositories fit together. */
@NullMarked
package io.sounder.agent.stanza;

import org.jspecify.annotations.NullMarked;
