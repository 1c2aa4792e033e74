package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Loaded image: localhost/b:1\n",
                "Loaded image(s): localhost/b:1,localhost/c:1\n",
                "noise\nLoaded image: localhost/b:1\nLoaded image: localhost/c:1\n"
            })
    void theNameOfALoadedOneIsRead(String out) {
        assertThat(Images.loaded(out)).isEqualTo(Answer.got("localhost/b:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done\n"})
    void withoutANameItIsUnreadable(String out) {
        assertThat(Images.loaded(out)).isInstanceOf(Answer.Failed.class);
    }
}
