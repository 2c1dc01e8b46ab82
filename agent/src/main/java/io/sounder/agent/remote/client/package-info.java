/** The end that asks: connections to another host, and what they make look local. */
@NullMarked
package io.sounder.agent.remote.client;

import org.jspecify.annotations.NullMarked;
