package dev.berth.runtime.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An act of several stages stops before the next one when it was cut short or has no time left.
final class StagesTest {
    private final Cancellation cancellation = new Cancellation();
    private final Limit limit = new Limit(Duration.ofSeconds(60), cancellation);
    private Duration uptime = Duration.ofHours(5);
    private final Stages stages = new Stages(limit, () -> uptime);

    private Answer<String> stop(Duration length) {
        return stages.next(
                "stop",
                left -> {
                    uptime = uptime.plus(length);
                    return Answer.got("stopped with " + left.atMost());
                });
    }

    private Answer<String> remove() {
        return stages.next("remove", left -> Answer.got("removed with " + left.atMost()));
    }

    @Test
    void eachStageHasTheTimeThatIsLeft() {
        assertThat(stop(Duration.ofSeconds(45))).isEqualTo(Answer.got("stopped with PT1M"));
        assertThat(remove()).isEqualTo(Answer.got("removed with PT15S"));
    }

    @Test
    void anActWhoseTimeIsUpRemovesNothing() {
        stop(Duration.ofSeconds(60));
        assertThat(kindOf(stages.next("remove", _ -> fail("it was begun"))))
                .isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void anActThatWasCutShortRemovesNothing() {
        stop(Duration.ofSeconds(1));
        cancellation.cancel();
        assertThat(kindOf(stages.next("remove", _ -> fail("it was begun"))))
                .isEqualTo(Kind.CANCELLED);
    }

    private static Kind kindOf(Answer<?> answer) {
        return answer instanceof Answer.Failed<?>(var failure)
                ? failure.kind()
                : fail("it did not fail: " + answer);
    }
}
