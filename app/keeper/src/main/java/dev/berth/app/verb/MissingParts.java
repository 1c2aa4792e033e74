package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.FirstRun;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.Place;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;

/// Installs what this computer lacks before a set-up, and says how that went.
final class MissingParts {
    private final Desk desk;

    MissingParts(Desk desk) {
        this.desk = desk;
    }

    /// Waits for the end of it, however long the person takes to give the permission.
    ///
    /// @param place where the assistant shall live
    /// @return the exit status where the set-up cannot go on; empty where nothing is missing now
    Optional<Integer> install(FirstRun firstRun, Optional<Place> place)
            throws InterruptedException {
        var lacking =
                firstRun.checkUp(place).stream()
                        .anyMatch(check -> check.cure() instanceof Cure.Install);
        if (!lacking) {
            return Optional.empty();
        }
        desk.say("Installing what this computer lacks. Your computer may ask for your permission.");
        try {
            return outcome(firstRun.install(new Steps()::told).toCompletableFuture().get());
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private Optional<Integer> outcome(Installation installation) {
        return switch (installation) {
            case Installation.Installed _ -> {
                desk.say("Installed.");
                yield Optional.empty();
            }
            case Installation.Declined _ -> refused("Nothing was installed.");
            case Installation.NotPossible(var command) ->
                    refused(
                            command.map(typed -> "Berth cannot install it; type: " + typed)
                                    .orElse(
                                            "Berth does not know how to install it on this"
                                                    + " computer."));
            case Installation.Failed(var details) -> {
                details.stream().map(Plain::line).forEach(desk::complain);
                yield refused("It could not be installed; what was reported stands above.");
            }
        };
    }

    private Optional<Integer> refused(String sentence) {
        desk.complain(sentence);
        return Optional.of(ExitStatus.FAILED);
    }

    /// Says every tenth once.
    private final class Steps {
        private static final int TENTHS = 10;
        private int said;

        synchronized void told(OptionalDouble share) {
            int now = (int) (share.orElse(0) * TENTHS);
            if (now > said) {
                said = now;
                desk.say("%d %%".formatted(now * TENTHS));
            }
        }
    }
}
