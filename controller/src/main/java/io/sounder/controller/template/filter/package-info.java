/** The filters of Jinja2 and Ansible, grouped by what they work on; each is made when it is first asked for. */
@NullMarked
package io.sounder.controller.template.filter;

import org.jspecify.annotations.NullMarked;
