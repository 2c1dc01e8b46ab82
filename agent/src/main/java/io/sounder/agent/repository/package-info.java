/** One repository as a whole: where things are, info files with their copies, WAL look-up. */
@NullMarked
package io.sounder.agent.repository;

import org.jspecify.annotations.NullMarked;
