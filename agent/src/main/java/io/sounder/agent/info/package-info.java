/** Layer 3: what is in the repositories; the model behind the info command's text and JSON. */
@NullMarked
package io.sounder.agent.info;

import org.jspecify.annotations.NullMarked;
