package dev.berth.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ExaminerTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    @Test
    void allAreToldInTheOrderOfTheirParts() {
        var told = new ArrayList<Part>();
        var seen =
                examiner(
                                LONG,
                                Check.of(Part.KEY, _ -> Found.KEY_WELL.of(Part.KEY)),
                                Check.of(Part.CLOCK, _ -> Found.CLOCK_WELL.of(Part.CLOCK)))
                        .examine(sign -> told.add(sign.part()));

        assertThat(seen.signs()).extracting(Sign::part).containsExactly(Part.CLOCK, Part.KEY);
        assertThat(told).containsExactlyInAnyOrder(Part.CLOCK, Part.KEY);
        assertThat(seen.worst()).isEqualTo(Verdict.OK);
    }

    /// Its thread is given up, and its cancellation tells it so.
    @Test
    void oneThatHangsIsSaidToHaveGivenNoAnswer() {
        var gone = new CountDownLatch(1);
        var seen =
                examiner(
                                Duration.ofMillis(50),
                                Check.of(
                                        Part.ENGINE,
                                        limit -> {
                                            limit.cancellation().onCancel(gone::countDown);
                                            await(gone);
                                            return Found.ENGINE_WELL.of(Part.ENGINE);
                                        }))
                        .examine(_ -> {});

        assertThat(gone.getCount()).isZero();
        assertThat(seen.signs())
                .singleElement()
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("silent", Verdict.WARN);
    }

    @Test
    void oneThatFailsHarmsNoOther() {
        var seen =
                examiner(
                                LONG,
                                Check.of(
                                        Part.NOTES,
                                        _ -> {
                                            throw new IOException("the disk is gone");
                                        }),
                                Check.of(
                                        Part.MEMORY,
                                        _ -> {
                                            throw new IllegalStateException("a mistake of ours");
                                        }),
                                Check.of(Part.CLOCK, _ -> Found.CLOCK_WELL.of(Part.CLOCK)))
                        .examine(_ -> {});

        assertThat(seen.signs())
                .extracting(Sign::code)
                .containsExactlyInAnyOrder("unreadable", "unreadable", "clock-well");
        assertThat(seen.signs())
                .filteredOn(sign -> sign.part() == Part.NOTES)
                .flatExtracting(Sign::details)
                .containsExactly("the disk is gone");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Examiner examiner(Duration altogether, Check... checks) {
        return new Examiner(List.of(checks), altogether, altogether, Clock.systemUTC());
    }
}
