/** What both ends of a connection between two hosts share: greeting, frames, requests. The design is in docs/remote.md. */
@NullMarked
package io.sounder.agent.remote;

import org.jspecify.annotations.NullMarked;
