/** What takes the place of a part of the SSH library: the rest of this package is in its jar. */
@NullMarked
package net.schmizz.sshj.transport;

import org.jspecify.annotations.NullMarked;
