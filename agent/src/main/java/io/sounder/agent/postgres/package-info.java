/** What the agent knows of PostgreSQL: its control file, WAL and page headers, and a client connection to a server. */
@NullMarked
package io.sounder.agent.postgres;

import org.jspecify.annotations.NullMarked;
