package dev.berth.runtime.screens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Screens.Word;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class WindowPlaceTest {
    private Instant now = Instant.parse("2026-11-20T22:15:04Z");
    private final WindowPlace place = new WindowPlace(new SetClock());
    private final List<View> opened = new ArrayList<>();
    private final LinkedBlockingQueue<Word> told = new LinkedBlockingQueue<>();

    private final class SetClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void withoutAWindowAndAWayToOneNoneIsShown() throws InterruptedException {
        assertThat(place.show(View.LOG)).isFalse();
        assertThat(place.attend(told::add)).isPresent();
        assertThat(told.take()).isEqualTo(new Word.Tray(false));
        place.show(View.STATE);
        assertThat(told.take())
                .as("what could not be shown is not shown late")
                .isEqualTo(new Word.Show(View.STATE));
    }

    @Test
    void theWindowThatIsThereIsTold() throws InterruptedException {
        place.openWith(opened::add);
        place.trayIs(true);
        assertThat(place.attend(told::add)).isPresent();
        assertThat(place.show(View.SETTINGS)).isTrue();
        assertThat(told.take()).isEqualTo(new Word.Tray(true));
        assertThat(told.take()).isEqualTo(new Word.Show(View.SETTINGS));
        place.show(View.SETTINGS);
        assertThat(told.take()).as("again").isEqualTo(new Word.Show(View.SETTINGS));
        place.trayIs(false);
        assertThat(told.take()).isEqualTo(new Word.Tray(false));
        assertThat(opened).isEmpty();
    }

    @Test
    void twoClicksOpenOneWindowWhichShowsTheNewerWish() throws InterruptedException {
        place.openWith(opened::add);
        assertThat(place.show(View.STATE)).isTrue();
        now = now.plus(Duration.ofSeconds(9));
        assertThat(place.show(View.RESET)).isTrue();
        assertThat(opened).containsExactly(View.STATE);

        assertThat(place.attend(told::add)).isPresent();
        assertThat(told.take()).isEqualTo(new Word.Tray(false));
        assertThat(told.take()).isEqualTo(new Word.Show(View.RESET));
    }

    @Test
    void aWindowThatNeverCameIsOpenedAgain() {
        place.openWith(opened::add);
        place.show(View.STATE);
        now = now.plus(Duration.ofSeconds(10));
        place.show(View.LOG);
        assertThat(opened).containsExactly(View.STATE, View.LOG);
    }

    @Test
    void aWindowThatWasClosedIsOpenedAgainAtOnce() {
        place.openWith(opened::add);
        place.show(View.STATE);
        place.attend(told::add).orElseThrow().close();
        place.show(View.STATE);
        assertThat(opened).containsExactly(View.STATE, View.STATE);
    }

    @Test
    void whatWasAskedForLongAgoIsNotShown() throws InterruptedException {
        place.openWith(opened::add);
        place.show(View.RESET);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(place.attend(told::add)).isPresent();
        place.show(View.LOG);
        assertThat(told.take()).isEqualTo(new Word.Tray(false));
        assertThat(told.take()).isEqualTo(new Word.Show(View.LOG));
    }

    @Test
    void thereIsOneWindow() {
        var first = place.attend(told::add).orElseThrow();
        assertThat(place.attend(told::add)).isEmpty();
        first.close();
        var second = place.attend(told::add);
        assertThat(second).isPresent();
        first.close(); // once more takes nobody else's place
        assertThat(place.attend(told::add)).isEmpty();
    }

    @Test
    void aWindowThatCannotBeOpenedIsSaidAndTriedAgain() {
        place.openWith(view -> {
            opened.add(view);
            throw new IllegalStateException("no such program");
        });
        assertThat(place.show(View.STATE)).isFalse();
        assertThat(place.show(View.STATE)).isFalse();
        assertThat(opened).hasSize(2);
    }
}
