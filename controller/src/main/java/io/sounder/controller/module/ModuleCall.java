package io.sounder.controller.module;

import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;

/**
 * All that one run of a module gets.
 *
 * @param args templated
 * @param node the host to work on
 * @param check whether nothing may be changed
 * @param diff whether the texts before and after are wanted
 * @param templar for the modules that evaluate
 * @param scope the variables of the task
 * @param files where files of the controller are found
 * @param questions who is asked
 */
public record ModuleCall(
        Args args,
        Node node,
        boolean check,
        boolean diff,
        Templar templar,
        Scope scope,
        FileSearch files,
        Questions questions) {
    /** The same call with other arguments. */
    ModuleCall with(Args other) {
        return new ModuleCall(other, node, check, diff, templar, scope, files, questions);
    }
}
