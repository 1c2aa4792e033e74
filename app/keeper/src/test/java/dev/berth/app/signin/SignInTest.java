package dev.berth.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.signin.Autostart.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignInTest {
    private final List<String> chosen = new ArrayList<>();
    private final ListOfOne list = new ListOfOne();
    private Path note = Path.of("");

    @BeforeEach
    void layOut(@TempDir Path folder) {
        note = folder.resolve("note");
    }

    private SignIn afterAStart() {
        return new SignIn(list, note, () -> chosen.add("off"));
    }

    @Test
    void theListFollowsTheSetting() {
        var signIn = afterAStart();
        signIn.follow(true);
        assertThat(list.entry).isEqualTo(Entry.ENTERED);
        assertThat(note).exists();
        signIn.follow(false);
        assertThat(list.entry).isEqualTo(Entry.NONE);
        assertThat(note).doesNotExist();
        assertThat(chosen).isEmpty();
    }

    @Test
    void anEntryThatWasRemovedOnTheDesktopSwitchesTheSettingOff() {
        afterAStart().follow(true);
        list.entry = Entry.NONE;

        afterAStart().follow(true);

        assertThat(chosen).containsExactly("off");
        assertThat(list.entry).isEqualTo(Entry.NONE);
    }

    @Test
    void anEntryThatWasSwitchedOffOnTheDesktopSwitchesTheSettingOff() {
        afterAStart().follow(true);
        list.entry = Entry.SWITCHED_OFF;

        var signIn = afterAStart();
        signIn.follow(true);
        assertThat(chosen).containsExactly("off");
        signIn.follow(false);
        signIn.follow(true);
        assertThat(list.entry).as("chosen anew").isEqualTo(Entry.ENTERED);
    }

    @Test
    void aSettingThatWasNeverEnteredIsEntered() {
        afterAStart().follow(true);
        assertThat(list.entry).isEqualTo(Entry.ENTERED);
    }

    @Test
    void whatSomebodyElseSwitchedOffStaysAsItIs() {
        list.entry = Entry.SWITCHED_OFF;
        afterAStart().follow(false);
        assertThat(list.entry).isEqualTo(Entry.SWITCHED_OFF);
    }

    /// A list with room for one.
    private static final class ListOfOne implements Autostart {
        private Entry entry = Entry.NONE;

        @Override
        public Entry entry() {
            return entry;
        }

        @Override
        public void enter() {
            entry = Entry.ENTERED;
        }

        @Override
        public void remove() {
            entry = Entry.NONE;
        }
    }
}
