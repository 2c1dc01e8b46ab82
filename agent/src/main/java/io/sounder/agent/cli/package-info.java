/** Layer 4: one class per command, which reads the configuration, calls its room and prints; log lines; exit codes. */
@NullMarked
package io.sounder.agent.cli;

import org.jspecify.annotations.NullMarked;
