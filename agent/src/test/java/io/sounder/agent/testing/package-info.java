/** Real servers and programs that tests of several packages drive. */
@NullMarked
package io.sounder.agent.testing;

import org.jspecify.annotations.NullMarked;
