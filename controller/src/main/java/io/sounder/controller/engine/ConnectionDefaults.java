package io.sounder.controller.engine;

import java.util.Map;

/**
 * Connection variables from the command line and the configuration file, weaker than keywords and inventory variables.
 *
 * @param variables such as {@code ansible_user} or {@code ansible_ssh_private_key_file}
 * @param become whether {@code -b} was given
 */
public record ConnectionDefaults(Map<String, Object> variables, boolean become) {}
