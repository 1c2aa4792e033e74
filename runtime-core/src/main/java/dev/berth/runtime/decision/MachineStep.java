package dev.berth.runtime.decision;

import dev.berth.runtime.Place;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Acts on the machine in which the engine runs, and the move from one place to another.
public sealed interface MachineStep extends Step.Act {

    /// Makes it. Its name is written down before.
    ///
    /// @param file what it is made from; empty fetches it
    record CreateMachine(String machine, MachineSize size, Optional<Path> file)
            implements MachineStep {
        @Override
        public String name() {
            return "create-machine";
        }

        @Override
        public String subject() {
            return machine;
        }

        /// A gigabyte through a slow network; a silent one is noticed by the adapter.
        @Override
        public Duration deadline() {
            return Duration.ofHours(12);
        }

        @Override
        public Stage stage() {
            return file.isPresent() ? Stage.PREPARING_PLACE : Stage.FETCHING_PLACE;
        }
    }

    record StartMachine(MachineRecord machine) implements MachineStep {
        @Override
        public String name() {
            return "start-machine";
        }

        @Override
        public String subject() {
            return machine.name();
        }

        /// podman.md A1: the first start may take 5 minutes; Podman itself waits for ever.
        @Override
        public Duration deadline() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING_PLACE;
        }
    }

    /// Stops it: to be started again, resized, or left.
    ///
    /// @param stage why, as a person sees it
    /// @param deadline how long it may take
    record StopMachine(MachineRecord machine, Stage stage, Duration deadline)
            implements MachineStep {
        /// podman.md A1: Podman gives the guest 90 s.
        static final Duration USUAL = Duration.ofMinutes(2);

        @Override
        public String name() {
            return "stop-machine";
        }

        @Override
        public String subject() {
            return machine.name();
        }
    }

    /// Ends what is left of a hung start or stop.
    record ClearMachine(MachineRecord machine) implements MachineStep {
        @Override
        public String name() {
            return "clear-machine";
        }

        @Override
        public String subject() {
            return machine.name();
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

    /// Takes it away so that a fresh one can be made; the service's data lies outside.
    record RemoveMachine(MachineRecord machine) implements MachineStep {
        @Override
        public String name() {
            return "remove-machine";
        }

        @Override
        public String subject() {
            return machine.name();
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(3);
        }

        @Override
        public Stage stage() {
            return Stage.RECOVERING;
        }
    }

    /// Gives it another size.
    ///
    /// @param machine with the size that it shall have
    record ResizeMachine(MachineRecord machine) implements MachineStep {
        @Override
        public String name() {
            return "resize-machine";
        }

        @Override
        public String subject() {
            var size = machine.size();
            return "%s to %d, %d MiB, %d GiB"
                    .formatted(machine.name(), size.processors(), size.memoryMiB(), size.diskGiB());
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING_PLACE;
        }
    }

    /// The clock inside went wrong, as after sleep (podman.md T-01).
    ///
    /// @param meanwhile what would be done otherwise, and what a person sees
    record SetClock(MachineRecord machine, Step.Resting meanwhile) implements MachineStep {
        @Override
        public String name() {
            return "set-clock";
        }

        @Override
        public String subject() {
            return machine.name();
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

    /// Stops another one that is in the way, as the person agreed.
    record StopOther(String other) implements MachineStep {
        @Override
        public String name() {
            return "stop-other";
        }

        @Override
        public String subject() {
            return other;
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING_PLACE;
        }
    }

    /// From now on the service lives elsewhere. Nothing of it runs at the old place any more; what
    /// the engine there kept of ours is taken away.
    record Move(Place to) implements MachineStep {
        @Override
        public String name() {
            return "move";
        }

        @Override
        public String subject() {
            return to.id();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING_PLACE;
        }
    }
}
