package dev.berth.icons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MastersTest {

    private static final Pattern FILL = Pattern.compile("fill=\"([^\"]*)\"");
    private static final Pattern SHAPE = Pattern.compile(" d=\"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ready",
                "starting",
                "starting-2",
                "starting-3",
                "starting-4",
                "needs-attention",
                "paused",
                "not-set-up"
            })
    void isDrawnOnSixteenUnitsInThePanelsOwnColour(String state) throws IOException {
        var master = master(state);

        assertThat(master).contains("viewBox=\"0 0 16 16\"").doesNotContain("stroke");
        assertThat(FILL.matcher(master).results().map(fill -> fill.group(1)))
                .isNotEmpty()
                .containsOnly("currentColor");
    }

    @Test
    void statesAreToldApartWithoutColour() throws IOException {
        var shapes = new HashSet<String>();
        for (var state :
                new String[] {"ready", "starting", "needs-attention", "paused", "not-set-up"}) {
            shapes.add(shape(master(state)));
        }

        assertThat(shapes).hasSize(5);
    }

    private static String shape(String master) {
        return SHAPE.matcher(master)
                .results()
                .map(path -> path.group(1).replaceAll("\\s+", ""))
                .reduce("", String::concat);
    }

    private static String master(String state) throws IOException {
        var path = "/META-INF/berth/icons/" + state + ".svg";
        try (var file = MastersTest.class.getResourceAsStream(path)) {
            assertThat(file).as(path).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
