/** The files of a repository as such: list, read, write and remove them. */
@NullMarked
package io.sounder.agent.files;

import org.jspecify.annotations.NullMarked;
