package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.LogMark;
import dev.berth.runtime.engine.LogNews;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against files in conmon's own form (seen on 2.1.6).
@Timeout(30)
final class LogTailTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T05:13:11.965999535Z");

    @TempDir Path folder;
    private Path file;
    private final List<LogNews> told = new ArrayList<>();

    @BeforeEach
    void name() {
        file = folder.resolve("ctr.log");
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    private static String record(int second, String stream, String tag, String text) {
        return at(second).toString().replace("Z", "+00:00")
                + " "
                + stream
                + " "
                + tag
                + " "
                + text
                + "\n";
    }

    private static String line(int second, String text) {
        return record(second, "stdout", "F", text);
    }

    private void write(String text) throws IOException {
        write(text.getBytes(UTF_8));
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private LogTail tail(Optional<LogMark> mark) {
        return new LogTail(file, mark, told::addAll);
    }

    private List<String> texts() {
        return told.stream()
                .map(news ->
                        switch (news) {
                            case LogNews.Line(_, var text) -> text;
                            case LogNews.Missing() -> "(missing)";
                        })
                .toList();
    }

    @Test
    void linesAreToldAsTheyComeInWhateverPieces() throws IOException {
        var bytes =
                (line(0, "größe") + line(1, "two") + record(2, "stderr", "F", "")).getBytes(UTF_8);
        try (var tail = tail(Optional.empty())) {
            tail.read();
            for (var one : bytes) {
                write(new byte[] {one});
                tail.read();
            }
        }
        assertThat(told)
                .containsExactly(
                        new LogNews.Line(at(0), "größe"),
                        new LogNews.Line(at(1), "two"),
                        new LogNews.Line(at(2), ""));
    }

    @Test
    void partialRecordsOfTwoStreamsBecomeWholeLines() throws IOException {
        write(record(0, "stdout", "P", "half ") + record(1, "stderr", "F", "oh"));
        try (var tail = tail(Optional.empty())) {
            tail.read();
            assertThat(texts()).containsExactly("oh");
            write(record(2, "stdout", "F", "whole") + record(3, "stdout", "P", "rest"));
            tail.end();
        }
        assertThat(texts()).containsExactly("oh", "half whole", "rest");
    }

    @Test
    void coloursControlsAndInvalidBytesAreTakenOut() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(
                at(0).toString()
                        .replace("Z", "+00:00 stdout F \u001b[31mred\u001b[0m\u0007 a\rb ")
                        .getBytes(UTF_8));
        bytes.write(0xff);
        bytes.write("\u202eturned\u0085\u2028\u001b]0;title\u0007 \u001b".getBytes(UTF_8));
        bytes.write('\n');
        write(bytes.toByteArray());
        try (var tail = tail(Optional.empty())) {
            tail.end();
        }
        assertThat(texts()).containsExactly("red  a b \ufffdturned");
    }

    @Test
    void anEndlessLineIsCut() throws IOException {
        for (var second = 0; second < 100; second++) {
            write(record(second, "stdout", "P", "x".repeat(8000)));
        }
        write(line(100, "end") + line(101, "next"));
        try (var tail = tail(Optional.empty())) {
            tail.end();
        }
        assertThat(texts()).hasSize(2).last().isEqualTo("next");
        assertThat(texts().getFirst()).hasSize(16 * 1024);
    }

    @Test
    void afterEveryMarkTheRestFollowsWithoutGapAndWithoutDoubling() throws IOException {
        var seconds = List.of(0, 1, 1, 1, 2, 1, 3, 3); // the clock was set back once
        var all = new ArrayList<String>();
        for (var number = 0; number < seconds.size(); number++) {
            write(line(seconds.get(number), "line " + number));
            all.add("line " + number);
        }
        for (var known = 1; known <= 4; known++) {
            var lines = List.of(1, 1, 2, 3).get(known - 1);
            told.clear();
            try (var tail = tail(Optional.of(new LogMark(at(seconds.get(known - 1)), lines)))) {
                tail.read();
            }
            assertThat(texts()).as("known %d", known).isEqualTo(all.subList(known, all.size()));
        }
    }

    @Test
    void aMarkThatIsNoLongerThereIsAGap() throws IOException {
        write(line(5, "new"));
        try (var tail = tail(Optional.of(new LogMark(at(0), 1)))) {
            tail.read();
        }
        assertThat(texts()).containsExactly("(missing)", "new");
    }

    @Test
    void aFileThatWasBegunAnewIsReadOnAfterTheRestOfTheOld() throws IOException {
        write(line(0, "one"));
        try (var tail = tail(Optional.empty())) {
            tail.read();
            write(line(1, "two"));
            var fresh = folder.resolve("ctr.log.tmp");
            Files.writeString(fresh, line(2, "three"));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            tail.read();
            write(line(3, "four"));
            Files.delete(file);
            tail.end();
        }
        assertThat(texts()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void aFloodIsPassedOverAndSaidSo() throws IOException {
        write(line(0, "one"));
        try (var tail = tail(Optional.empty())) {
            tail.read();
            write(line(1, "x".repeat(1000)).repeat(8000));
            write(line(2, "last"));
            tail.read();
        }
        assertThat(texts()).startsWith("one", "(missing)").endsWith("last").hasSizeLessThan(5000);
    }

    @Test
    void writesAreHeardOfAndTheEndOfTheFolderIsTheEnd() throws Exception {
        var home = Files.createDirectory(folder.resolve("userdata"));
        file = home.resolve("ctr.log");
        BlockingQueue<LogNews> heard = new LinkedBlockingQueue<>();
        var limit = new Limit(Duration.ofMinutes(1), new Cancellation());
        var follower =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                new LogWatch(file).follow(Optional.empty(), heard::addAll, limit);
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        for (var second = 0; second < 3; second++) {
            write(line(second, "line"));
            assertThat(heard.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new LogNews.Line(at(second), "line"));
        }
        write(line(4, "last"));
        Files.delete(file);
        Files.delete(home);
        follower.join();

        assertThat(heard).containsExactly(new LogNews.Line(at(4), "last"));
    }

    @Test
    void aCancelledFollowingTellsWhatWasWrittenAndEnds() throws Exception {
        write(line(0, "one"));
        BlockingQueue<LogNews> heard = new LinkedBlockingQueue<>();
        var cancellation = new Cancellation();
        var limit = new Limit(Duration.ofMinutes(1), cancellation);
        var follower =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                new LogWatch(file).follow(Optional.empty(), heard::addAll, limit);
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
        write(line(1, "two"));
        cancellation.cancel();
        follower.join();

        assertThat(heard).containsExactly(new LogNews.Line(at(1), "two"));
    }
}
