package dev.berth.runtime.decision;

import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Provider;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What to do next: rest, write something down, or one small act.
public sealed interface Step {

    /// Nothing to do until a signal, a command or the next look.
    sealed interface Resting extends Step {
        /// When to look again at the latest.
        Duration lookAgain();
    }

    /// All is well.
    record Rest(List<String> degraded, Duration lookAgain) implements Resting {
        public Rest {
            degraded = List.copyOf(degraded);
        }
    }

    /// Something is on its way by itself; a deadline stands behind it.
    record Wait(Stage stage, double fraction, Duration lookAgain) implements Resting {}

    /// A fact that is needed next is not known.
    record LookAgain(Fact.Cause cause, Duration lookAgain) implements Resting {}

    /// Attention is needed. What can mend itself is still looked at now and then.
    record Halt(Problem problem, Duration lookAgain) implements Resting {}

    /// A fact that is needed next has been unknown for so long that the person is told; looking
    /// goes on.
    record Unclear(Problem problem, Duration lookAgain) implements Resting {}

    /// Stopped, as the person wished.
    record StayPaused(Duration lookAgain) implements Resting {}

    /// Nothing is set up, as the person wished or because it is the first run.
    record StayEmpty(Duration lookAgain) implements Resting {}

    /// Nobody has asked for anything.
    record StayIdle(Duration lookAgain) implements Resting {}

    /// It holds still, so that it can be copied.
    ///
    /// @param unseen whether that is so short that nobody need know
    record HoldStill(boolean unseen, Duration lookAgain) implements Resting {}

    /// Whether it is so short and so usual that what is shown stays as it is.
    default boolean isUnseen() {
        return switch (this) {
            case HoldStill(var unseen, _) -> unseen;
            case CopyStep.StandStill _, CopyStep.GoOn _, UpdateStep.BringRelease _ -> true;
            default -> false;
        };
    }

    /// Everything that the wish to quit asked for is done.
    record End() implements Step {}

    /// A note in the journal on which later decisions build.
    record Note(JournalEntry entry) implements Step {}

    /// Ready was proven for this run: note it, and remember the person's address.
    ///
    /// @param port of that address
    record Prove(ContainerId container, Instant run, int port) implements Step {}

    /// Something with an effect on the world. Its intent is journalled first.
    sealed interface Act extends Step
            permits FetchRelease,
                    LoadRelease,
                    MakeData,
                    MakeSecrets,
                    FindModel,
                    TellProvider,
                    FinishSetUp,
                    Create,
                    Configure,
                    Readdress,
                    Start,
                    Unpause,
                    Stop,
                    Remove,
                    TakeAway,
                    Clean,
                    Tidy,
                    Revive,
                    CopyStep,
                    UpdateStep,
                    MachineStep {
        /// Stable name for the journal.
        String name();

        /// What it acts on, for the journal; may be empty.
        default String subject() {
            return "";
        }

        /// When it is cut short.
        Duration deadline();

        /// What a person sees meanwhile.
        Stage stage();
    }

    record FetchRelease(String reference) implements Act {
        @Override
        public String name() {
            return "fetch-release";
        }

        @Override
        public String subject() {
            return reference;
        }

        @Override
        public Duration deadline() {
            return Duration.ofHours(12); // a slow network; a silent one is noticed at once
        }

        @Override
        public Stage stage() {
            return Stage.FETCHING;
        }
    }

    record LoadRelease(Path file) implements Act {
        @Override
        public String name() {
            return "load-release";
        }

        @Override
        public String subject() {
            return file.toString();
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(20);
        }

        @Override
        public Stage stage() {
            return Stage.FETCHING;
        }
    }

    record MakeData() implements Act {
        @Override
        public String name() {
            return "make-data";
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    record MakeSecrets(List<String> names) implements Act {
        public MakeSecrets {
            names = List.copyOf(names);
        }

        @Override
        public String name() {
            return "make-secrets";
        }

        @Override
        public String subject() {
            return String.join(" ", names);
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    /// Asks the person's model server which model it has, where none was named.
    record FindModel(Provider provider) implements Act {
        @Override
        public String name() {
            return "find-model";
        }

        @Override
        public String subject() {
            return provider.kind().id();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Stage stage() {
            return Stage.CHECKING;
        }
    }

    /// Tells the service who answers.
    record TellProvider(Provider provider) implements Act {
        @Override
        public String name() {
            return "tell-provider";
        }

        @Override
        public String subject() {
            return provider.kind().id();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    /// Set-up has everything: from now on the service can be started.
    record FinishSetUp() implements Act {
        @Override
        public String name() {
            return "finish-set-up";
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    /// Makes the container.
    ///
    /// @param image id of the image that was seen to be present
    /// @param address port of the person's address, for which it is made; the service's own port
    ///   outside is the engine's choice, and only we know it
    record Create(String image, int address) implements Act {
        @Override
        public String name() {
            return "create";
        }

        @Override
        public String subject() {
            return "for port " + address;
        }

        /// The first create of an image copies its files to the mapped owner: 8 s were seen on a
        /// fast disk.
        @Override
        public Duration deadline() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    record Configure(int port) implements Act {
        @Override
        public String name() {
            return "configure";
        }

        @Override
        public String subject() {
            return "port " + port;
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    /// The person's address is another one from now on, and the service gets another key.
    record Readdress(int port) implements Act {
        /// In the journal.
        static final String NAME = "readdress";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String subject() {
            return "port " + port;
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    record Start(ContainerId container) implements Act {
        @Override
        public String name() {
            return "start";
        }

        @Override
        public String subject() {
            return container.value();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Stage stage() {
            return Stage.WAITING_FOR_SERVICE;
        }
    }

    record Unpause(ContainerId container) implements Act {
        @Override
        public String name() {
            return "unpause";
        }

        @Override
        public String subject() {
            return container.value();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.RECOVERING;
        }
    }

    /// Asks the service to stop.
    ///
    /// @param grace how long the service may take before it is killed
    /// @param stage why, as a person sees it
    record Stop(ContainerId container, Duration grace, Stage stage) implements Act {
        @Override
        public String name() {
            return "stop";
        }

        @Override
        public String subject() {
            return container.value();
        }

        @Override
        public Duration deadline() {
            return grace.plusSeconds(15);
        }
    }

    /// Stops and removes one that is not provably ours, because the person said that exactly this
    /// one is to go; data is kept.
    record TakeAway(ContainerId container) implements Act {
        static final String NAME = "take-away";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String subject() {
            return container.value();
        }

        @Override
        public Duration deadline() {
            return OpenClaw.STOP_ALLOWANCE.plusSeconds(30);
        }

        @Override
        public Stage stage() {
            return Stage.RECOVERING;
        }
    }

    /// Takes our container away so that a fresh one can be made; data is kept.
    record Remove(ContainerId container) implements Act {
        @Override
        public String name() {
            return "remove";
        }

        @Override
        public String subject() {
            return container.value();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Stage stage() {
            return Stage.RECOVERING;
        }
    }

    /// Tells an engine that refuses to work because of what it remembers that nothing runs in it.
    record Revive() implements Act {
        /// In the journal.
        static final String NAME = "revive-engine";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Stage stage() {
            return Stage.RECOVERING;
        }
    }

    /// Cleans one thing while a person waits for it.
    record Clean(CleanUp item) implements Act {
        @Override
        public String name() {
            return Cleaning.STEP;
        }

        @Override
        public String subject() {
            return item.toString();
        }

        /// Stopping may take the service's own allowance; everything else is quick.
        @Override
        public Duration deadline() {
            return switch (item) {
                case CleanUp.Service _ -> OpenClaw.STOP_ALLOWANCE.plusSeconds(15);
                case CleanUp.OwnMachine _ -> Duration.ofMinutes(3);
                case CleanUp.Release _, CleanUp.ServiceFiles _ -> Duration.ofMinutes(1);
                case CleanUp.Secret _, CleanUp.Notes _, CleanUp.SafetyCopies _ ->
                        Duration.ofSeconds(20);
            };
        }

        @Override
        public Stage stage() {
            return Stage.CLEANING_UP;
        }
    }

    /// Cleans one thing quietly, in the pause of what is wanted now. Any mail cuts it short.
    ///
    /// @param meanwhile what would be done otherwise, and what a person sees
    record Tidy(CleanUp item, Resting meanwhile) implements Act {
        @Override
        public String name() {
            return Cleaning.STEP;
        }

        @Override
        public String subject() {
            return item.toString();
        }

        /// How long an old service may take to stop.
        public Duration grace() {
            return meanwhile instanceof StayEmpty ? OpenClaw.STOP_ALLOWANCE : Duration.ofSeconds(3);
        }

        /// Short beside a service that is watched.
        @Override
        public Duration deadline() {
            return meanwhile instanceof StayEmpty
                    ? new Clean(item).deadline()
                    : item instanceof CleanUp.OwnMachine
                            ? Duration.ofSeconds(20)
                            : Duration.ofSeconds(10);
        }

        @Override
        public Stage stage() {
            return Stage.CLEANING_UP;
        }
    }
}
