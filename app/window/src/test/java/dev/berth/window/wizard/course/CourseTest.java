package dev.berth.window.wizard.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CourseTest {
    private static final Status NOT_SET_UP = new Status.NotSetUp();
    private static final Status PAUSED = new Status.Paused();
    private static final Status NOT_RUNNING = new Status.NotRunning();
    private static final Status READY = new Status.Supervised(new OperatorState.Ready(List.of()));
    private static final Status STARTING =
            new Status.Supervised(new OperatorState.Starting(Progress.at(Stage.FETCHING)));
    private static final Status STUCK =
            new Status.Supervised(
                    new OperatorState.NeedsAttention(Problem.of(ProblemKind.NO_ROOM, List.of())));

    private static final Course NONE = new Course.NoWizard();
    private static final Course AGAIN = new Course.AskAgain();
    private static final Course WATCH = new Course.Watch();
    private static final Optional<Page> NO_DRAFT = Optional.empty();
    private static final Optional<Page> WELCOME = Optional.of(Page.WELCOME);
    private static final Optional<Page> PROVIDER = Optional.of(Page.PROVIDER);
    private static final Optional<Page> OPTIONS = Optional.of(Page.OPTIONS);
    private static final Optional<Page> PROGRESS = Optional.of(Page.PROGRESS);

    /// Status, page of the draft, where a window that opens goes on, where "Set up…" goes on.
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(NOT_SET_UP, NO_DRAFT, on(Page.WELCOME), on(Page.WELCOME)),
                Arguments.of(NOT_SET_UP, WELCOME, on(Page.WELCOME), on(Page.WELCOME)),
                Arguments.of(NOT_SET_UP, PROVIDER, on(Page.PROVIDER), on(Page.PROVIDER)),
                Arguments.of(NOT_SET_UP, OPTIONS, on(Page.OPTIONS), on(Page.OPTIONS)),
                Arguments.of(NOT_SET_UP, PROGRESS, AGAIN, AGAIN),
                Arguments.of(STARTING, NO_DRAFT, NONE, on(Page.WELCOME)),
                Arguments.of(STARTING, PROVIDER, NONE, on(Page.PROVIDER)),
                Arguments.of(STARTING, PROGRESS, WATCH, WATCH),
                Arguments.of(STUCK, NO_DRAFT, NONE, on(Page.WELCOME)),
                Arguments.of(STUCK, OPTIONS, NONE, on(Page.OPTIONS)),
                Arguments.of(STUCK, PROGRESS, WATCH, WATCH),
                Arguments.of(READY, NO_DRAFT, NONE, on(Page.WELCOME)),
                Arguments.of(READY, PROVIDER, NONE, on(Page.PROVIDER)),
                Arguments.of(READY, PROGRESS, WATCH, WATCH),
                Arguments.of(PAUSED, NO_DRAFT, NONE, on(Page.WELCOME)),
                Arguments.of(PAUSED, PROGRESS, NONE, on(Page.OPTIONS)),
                Arguments.of(NOT_RUNNING, NO_DRAFT, NONE, on(Page.WELCOME)),
                Arguments.of(NOT_RUNNING, PROGRESS, NONE, on(Page.OPTIONS)));
    }

    private static Course on(Page page) {
        return new Course.OnPage(page);
    }

    @ParameterizedTest
    @MethodSource("table")
    void aPersonGoesOnWhereTheyWere(
            Status status, Optional<Page> page, Course opened, Course wanted) {
        var draft =
                page.map(one -> new Draft(one, Optional.empty(), false, true, Optional.empty()));

        assertThat(Course.of(status, draft)).isEqualTo(opened);
        assertThat(Course.wanted(status, draft)).isEqualTo(wanted);
    }
}
