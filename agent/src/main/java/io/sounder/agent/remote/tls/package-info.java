/** Certificates and keys from PEM files, and what is needed of TLS on both ends. */
@NullMarked
package io.sounder.agent.remote.tls;

import org.jspecify.annotations.NullMarked;
