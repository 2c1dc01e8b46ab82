package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.files.Listing;
import io.sounder.agent.files.ListingOutput;
import io.sounder.agent.storage.StoragePath;

/** The command repo-ls: lists a folder of a repository. */
final class RepoLsCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        RepoFiles files = new RepoFiles(config, context.log());
        StoragePath path = files.optionalPath();
        boolean descending = config.required(Option.SORT).equals("desc");
        Listing listing = new Listing(
                files.storage(), config.flag(Option.RECURSE), descending, NameFilter.of(config.text(Option.FILTER)));
        ListingOutput output = new ListingOutput(context.out());
        if (config.required(Option.OUTPUT).equals("json")) {
            output.json(listing, path);
        } else {
            output.text(listing, path, files.storage());
        }
        return 0;
    }
}
