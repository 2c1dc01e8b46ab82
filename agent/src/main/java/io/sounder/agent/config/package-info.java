/** Layer 1: the option table, and files, environment and arguments merged into one immutable {@code Config}. */
@NullMarked
package io.sounder.agent.config;

import org.jspecify.annotations.NullMarked;
