package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Command;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Manual;
import java.util.List;

/** The command help: all commands, one command with its options, or one option. */
final class HelpCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        List<String> words = config.parameters();
        HelpText help = new HelpText(new Manual());
        context.out()
                .print(
                        switch (words.size()) {
                            case 0 -> help.general();
                            case 1 -> help.command(command(words.getFirst()));
                            case 2 -> help.option(command(words.getFirst()), words.getLast());
                            default ->
                                throw new AgentException(
                                        ErrorCode.PARAM_INVALID, "only one option allowed for option help");
                        });
        return 0;
    }

    private static Command command(String word) {
        return Command.find(word)
                .orElseThrow(() -> new AgentException(ErrorCode.COMMAND_INVALID, "invalid command '" + word + "'"));
    }
}
