/** Files stored in blocks: hashes of blocks, maps that tell where each block lies, and the way from a map to the blocks. */
@NullMarked
package io.sounder.agent.block;

import org.jspecify.annotations.NullMarked;
