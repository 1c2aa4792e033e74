package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import java.time.Duration;
import picocli.CommandLine.Mixin;

/// A verb that changes what is desired; the person may say how long it waits for the outcome.
abstract class CommandVerb extends AskingVerb {
    /// Longer than any start may take, whose own deadlines stand behind it.
    private static final Duration USUAL = Duration.ofMinutes(30);

    @Mixin private final Waiting waiting = new Waiting(USUAL);

    CommandVerb(Desk desk) {
        super(desk);
    }

    @Override
    final Waiting waiting() {
        return waiting;
    }
}
