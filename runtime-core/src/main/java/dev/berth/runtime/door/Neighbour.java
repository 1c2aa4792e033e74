package dev.berth.runtime.door;

import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice;
import dev.berth.runtime.Voice.Loss;
import dev.berth.runtime.Voice.Notice;

/// Speaks to the rest of Berth so that no fault of it ends the loop. Loop thread only.
final class Neighbour {
    private final Behind behind;
    private final Voice voice;
    private final Trouble trouble;

    Neighbour(Behind behind, Voice voice, Trouble trouble) {
        this.behind = behind;
        this.voice = voice;
        this.trouble = trouble;
    }

    Behind.Scene scene() {
        return behind.scene();
    }

    void knock() {
        attempt(behind::knock);
    }

    void wake() {
        attempt(behind::wake);
    }

    Notice notice(StatusReport report) {
        try {
            return voice.notice(report);
        } catch (RuntimeException e) {
            trouble.note(Trouble.Kind.OURS, "there are no words for how it stands", e);
            return Notice.plain("en", "Berth", "");
        }
    }

    Notice lost(Loss loss) {
        try {
            return voice.lost(loss);
        } catch (RuntimeException e) {
            trouble.note(Trouble.Kind.OURS, "there are no words for a link that is lost", e);
            return Notice.plain("en", "Berth", "");
        }
    }

    private void attempt(Runnable word) {
        try {
            word.run();
        } catch (RuntimeException e) {
            trouble.note(Trouble.Kind.OURS, "the supervisor could not be told", e);
        }
    }
}
