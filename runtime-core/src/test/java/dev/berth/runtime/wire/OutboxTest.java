package dev.berth.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.wire.Outbox.Post;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void ofAStreamsReportsOnlyTheNewestWaits() throws InterruptedException {
        outbox.put(1, ScriptedBerth.ready(1));
        outbox.put(2, ScriptedBerth.ready(1));
        outbox.put(1, ScriptedBerth.ready(2));

        assertThat(outbox.take()).isEqualTo(new Post.Report(1, ScriptedBerth.ready(2)));
        assertThat(outbox.take()).isEqualTo(new Post.Report(2, ScriptedBerth.ready(1)));
    }

    @Test
    void answersGoFirst() throws InterruptedException {
        outbox.put(1, "log");
        outbox.put(1, ScriptedBerth.ready(1));
        outbox.put("answer");

        assertThat(outbox.take()).isEqualTo(new Post.Answer("answer"));
        assertThat(outbox.take()).isInstanceOf(Post.Report.class);
        assertThat(outbox.take()).isEqualTo(new Post.Log(1, List.of("log")));
    }

    @Test
    void aLogThatNobodyReadsLosesItsOldestLinesAndSaysSo() throws InterruptedException {
        for (int i = 0; i < 2500; i++) {
            outbox.put(1, "line " + i);
        }

        assertThat(outbox.take())
                .isInstanceOfSatisfying(
                        Post.Log.class,
                        some ->
                                assertThat(some.lines())
                                        .startsWith("(500 lines skipped)", "line 500")
                                        .endsWith("line 2499"));
    }

    @Test
    void whatIsForgottenIsNotTold() throws InterruptedException {
        outbox.put(1, "log");
        outbox.put(1, ScriptedBerth.ready(1));
        outbox.forget(1);
        outbox.close();
        outbox.put("too late");

        assertThat(outbox.take()).isEqualTo(new Post.End());
    }

    @Test
    void whoAnswersAtLengthWaitsForRoom() throws InterruptedException {
        var writer =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                for (int i = 0; i < 100; i++) {
                                    outbox.putWhenThereIsRoom("part " + i);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        for (int i = 0; i < 100; i++) {
            assertThat(outbox.take()).isEqualTo(new Post.Answer("part " + i));
        }
        writer.join();
    }
}
