package dev.berth.window.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class HandoverTest {
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final ArrayList<String> received = new ArrayList<>();
    private final Handover<String> handover = new Handover<>(later::add, received::add);

    @Test
    void aThreadThatIsBehindGetsTheNewestOnly() {
        handover.accept("one");
        handover.accept("two");
        handover.accept("three");

        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(received).containsExactly("three");
    }

    @Test
    void whatComesAfterwardsIsHandedOverToo() {
        handover.accept("one");
        later.remove().run();
        handover.accept("two");
        later.remove().run();

        assertThat(received).containsExactly("one", "two");
    }
}
