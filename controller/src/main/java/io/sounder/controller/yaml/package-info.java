/** Reading and writing YAML 1.1 the way Ansible does, with the place of every node. The only user of SnakeYAML. */
@NullMarked
package io.sounder.controller.yaml;

import org.jspecify.annotations.NullMarked;
