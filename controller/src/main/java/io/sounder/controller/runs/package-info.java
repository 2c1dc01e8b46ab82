/** What earlier runs did: one small file for each, without secrets. */
@NullMarked
package io.sounder.controller.runs;

import org.jspecify.annotations.NullMarked;
