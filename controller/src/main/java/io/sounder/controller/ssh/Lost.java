package io.sounder.controller.ssh;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.UnreachableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds scripts whose answer did not come, and ends those that nobody waits for any more. Thread-safe. */
final class Lost {
    /** The code of a shell that was killed. */
    private static final int KILLED = 137;

    /** How often the link may break while one script is looked for. */
    private static final int BREAKS = 10;

    private final Link link;

    Lost(Link link) {
        this.link = link;
    }

    /**
     * Waits for the end of the script that a shell was given last.
     *
     * @param connected whether the link is as it was, so that only the shell is gone
     * @return nothing if the script never started, and never will
     * @throws UnreachableException if the host stays away, or does not know what became of the script
     */
    Optional<ExecResult> find(Worker worker, Deadline deadline, boolean connected) throws IOException {
        String text = WorkerText.inquiry(
                worker.id(), worker.number(), !worker.process().isEmpty());
        for (int left = BREAKS; ; ) {
            try {
                link.restore();
                ExecResult told = new OneOff(link).run(ExecRequest.of(text).as(worker.become()));
                Answer answer = new Answer(
                        new ByteArrayInputStream(told.stdout()),
                        worker.id(),
                        link.target().name());
                List<String> words = answer.words();
                switch (words.getFirst()) {
                    case "never" -> {
                        return Optional.empty();
                    }
                    case "end" -> {
                        return Optional.of(answer.result(code(words.get(2), connected)));
                    }
                    case "gone" -> throw unknown("the host does not remember it");
                    default -> {
                        if (deadline.isOver()) {
                            end(worker);
                            throw deadline.failure(new IOException("time is over"));
                        }
                    }
                }
            } catch (IOException e) {
                left--;
                boolean interrupted = Thread.interrupted();
                if (deadline.isOver() || interrupted) {
                    end(worker);
                    throw deadline.failure(e);
                }
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private int code(String word, boolean connected) {
        if (!word.equals("dead")) {
            return Integer.parseInt(word);
        }
        if (!connected) {
            throw unknown("its shell was killed");
        }
        return KILLED;
    }

    private UnreachableException unknown(String why) {
        return new UnreachableException("the connection to host '"
                + link.target().name() + "' broke while a script ran, and what became of it is not known: " + why);
    }

    /** Kills a shell and what it started, if its host can be reached. */
    void end(Worker worker) {
        try {
            if (worker.process().isEmpty()) {
                // It may not have begun yet: then it does not any more.
                new OneOff(link)
                        .run(ExecRequest.of(WorkerText.inquiry(worker.id(), worker.number(), false))
                                .as(worker.become()));
            } else {
                new OneOff(link).run(ExecRequest.of(WorkerText.end(worker.id())).as(worker.become()));
            }
        } catch (IOException | ControllerException e) {
            // Without the host there is nothing to end.
            return;
        }
    }
}
