package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommandTest {

    @Test
    void whatIsUnderWayCanBeGivenUpWhateverItIs() {
        var lower =
                List.of(
                        new Command.Start(),
                        new Command.SetUp(new SetUpWishes(Optional.empty(), Optional.empty())),
                        new Command.Restart(),
                        new Command.Repair());
        assertThat(lower).allMatch(command -> command.rank() < new Command.GiveUp().rank());
        assertThat(
                        List.of(
                                new Command.Repair(),
                                new Command.Pause(),
                                new Command.Reset(EraseScope.KEEP_DATA),
                                new Command.Quit()))
                .isSortedAccordingTo(Comparator.comparingInt(Command::rank));
    }
}
