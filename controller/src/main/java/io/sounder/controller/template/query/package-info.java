/** JMESPath, the language of the filter {@code json_query}. */
@NullMarked
package io.sounder.controller.template.query;

import org.jspecify.annotations.NullMarked;
