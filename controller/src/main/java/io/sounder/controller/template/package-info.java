/**
 * Jinja2 templates and expressions with the values and the typing of Ansible. The only user of Jinjava.
 */
@NullMarked
package io.sounder.controller.template;

import org.jspecify.annotations.NullMarked;
