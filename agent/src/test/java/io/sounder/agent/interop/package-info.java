/** The interoperability matrix: every release writes repositories, every other one reads them. See docs/interoperability.md. */
@NullMarked
package io.sounder.agent.interop;

import org.jspecify.annotations.NullMarked;
