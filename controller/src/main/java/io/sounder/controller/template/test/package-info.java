/** The tests of Jinja2 and Ansible: what stands behind {@code is}. */
@NullMarked
package io.sounder.controller.template.test;

import org.jspecify.annotations.NullMarked;
