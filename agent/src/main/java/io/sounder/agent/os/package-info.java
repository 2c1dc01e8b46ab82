/** What needs the operating system itself: locks, owners, processes. The only room that calls native functions. */
@NullMarked
package io.sounder.agent.os;

import org.jspecify.annotations.NullMarked;
