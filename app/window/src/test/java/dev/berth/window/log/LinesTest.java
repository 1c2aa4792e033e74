package dev.berth.window.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesTest {

    @Test
    void keepsTheLastLinesOnly() {
        var lines = new Lines(3);
        lines.add(List.of("a", "b"));
        lines.add(List.of("c", "d"));
        assertThat(lines.all()).containsExactly("b", "c", "d");
        lines.add(List.of("e", "f", "g", "h"));
        assertThat(lines.all()).containsExactly("f", "g", "h");
    }
}
