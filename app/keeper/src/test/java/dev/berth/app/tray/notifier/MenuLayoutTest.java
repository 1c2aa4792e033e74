package dev.berth.app.tray.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.tray.Choice;
import dev.berth.app.tray.TrayView.Item;
import dev.berth.app.tray.notifier.MenuLayout.Change;
import dev.berth.app.tray.notifier.MenuLayout.Changed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MenuLayoutTest {
    private static final Item LINE = new Item.Line();

    private static MenuLayout menu(Item... items) {
        return MenuLayout.of(List.of(items));
    }

    private static Item open(boolean enabled) {
        return new Item.Offer(Choice.OPEN, "Open", enabled);
    }

    @Test
    void theSameMenuChangesNothing() {
        assertThat(menu(open(true), LINE).since(menu(open(true), LINE)))
                .isEqualTo(new Change.Nothing());
    }

    @Test
    void onlyWhatDiffersIsChangedInPlace() {
        var before = menu(new Item.Text("Starting"), open(false), LINE);
        var now = menu(new Item.Text("Ready"), open(true), LINE);

        assertThat(now.since(before))
                .isEqualTo(
                        new Change.InPlace(
                                List.of(
                                        new Changed(100, Map.of("label", "Ready")),
                                        new Changed(1, Map.of("enabled", true)))));
    }

    @Test
    void anItemHasTheSameNumberInEveryMenu() {
        var before = menu(open(true), new Item.Offer(Choice.PAUSE, "Pause", true));
        var now = menu(open(true), new Item.Offer(Choice.RESUME, "Resume", true));

        assertThat(now.since(before)).isEqualTo(new Change.Rebuilt());
        assertThat(now.items().keySet())
                .first()
                .isEqualTo(before.items().keySet().iterator().next());
        assertThat(MenuLayout.choice(1)).contains(Choice.OPEN);
        assertThat(MenuLayout.choice(100)).isEmpty();
    }

    @Test
    void anUnderscoreIsNoMarkOfALetter() {
        assertThat(menu(new Item.Text("my_disk")).items().get(100))
                .containsEntry("label", "my__disk");
    }
}
