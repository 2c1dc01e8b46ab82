/** The end that answers: serves the repository or the cluster of its own host. */
@NullMarked
package io.sounder.agent.remote.server;

import org.jspecify.annotations.NullMarked;
