package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.runtime.store.ServiceLog.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceLogFileTest {
    private static final Instant AT = Instant.parse("2026-11-20T22:15:04.123456789Z");

    @TempDir Path temporary;
    private Path folder;
    private Path file;

    @BeforeEach
    void open() {
        folder = temporary.resolve("logs");
        file = folder.resolve("service.log");
    }

    private ServiceLogFile log() {
        return new ServiceLogFile(folder, 2000, 3, Drive.ofThisComputer());
    }

    private static LogLine line(int number) {
        return new LogLine(AT.plusSeconds(number / 2), "line " + number);
    }

    private static List<LogLine> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(ServiceLogFileTest::line).toList();
    }

    private static List<String> shown(int from, int to) {
        return lines(from, to).stream().map(LogLine::toString).toList();
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        log().write("one", lines(0, 5));

        assertThat(log().newest(100)).isEqualTo(shown(0, 5));
        assertThat(log().newest(2)).isEqualTo(shown(3, 5));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theMarkIsFoundAfterEveryNumberOfLinesAndRotations() throws IOException {
        for (var number = 0; number < 300; number++) {
            log().write("one", lines(number, number + 1));

            assertThat(log().mark("one")).contains(new Mark(line(number).at(), number % 2 + 1));
        }
        assertThat(log().mark("another")).isEmpty();
        assertThat(log().newest(1000)).endsWith(shown(280, 300).toArray(String[]::new));
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "service.log", "service.1.log", "service.2.log", "service.3.log");
        assertThat(Files.size(file)).isLessThanOrEqualTo(2200);
    }

    @Test
    void aTornLineIsNeitherShownNorCountedAndComesAgain() throws IOException {
        log().write("one", lines(0, 4));
        for (var torn : List.of("2", "2026-11-20T22:15:05", line(3) + " and more")) {
            Files.writeString(file, torn, UTF_8, StandardOpenOption.APPEND);

            assertThat(log().newest(10)).endsWith(line(3).toString());
            assertThat(log().mark("one")).contains(new Mark(line(3).at(), 2));
            log().write("one", List.of());
        }
        log().write("one", lines(4, 5));

        assertThat(log().mark("one")).contains(new Mark(line(4).at(), 1));
        assertThat(log().newest(10)).isEqualTo(shown(0, 5));
    }

    @Test
    void linesOfASecondSourceFollowThoseOfTheFirst() throws IOException {
        log().write("one", lines(0, 3));
        log().write("two", lines(2, 5));

        assertThat(log().mark("one")).isEmpty();
        assertThat(log().mark("two")).contains(new Mark(line(4).at(), 1));
        assertThat(log().newest(10)).hasSize(6);
    }

    @Test
    void missingLinesAreShownAsSuch() throws IOException {
        var log = log();
        var told = new ArrayList<String>();
        try (var _ = log.listen(10, told::add)) {
            log.write("one", lines(0, 1));
            log.missing("one");
            log.write("one", lines(1, 2));
        }
        log.write("one", lines(2, 3));

        assertThat(told).hasSize(3).first().isEqualTo(line(0).toString());
        assertThat(told.get(1)).contains("missing");
        assertThat(log().newest(3)).containsExactly(told.get(1), told.get(2), line(2).toString());
        assertThat(log().mark("one")).contains(new Mark(line(2).at(), 1));
    }

    @Test
    void aDiskWithoutRoomCostsLinesAndNothingElse() throws IOException {
        var log = log();
        log.write("one", lines(0, 1));
        Files.move(file, folder.resolve("aside"));
        Files.createDirectory(file);
        assertThatThrownBy(() -> log.write("one", lines(1, 2))).isInstanceOf(UnusableFile.class);
        Files.delete(file);
        Files.move(folder.resolve("aside"), file);
        log.write("one", lines(2, 3));

        assertThat(log().newest(10)).hasSize(3).element(1).asString().contains("missing");
    }

    @Test
    void aVeryLongLineIsCut() {
        assertThat(new LogLine(AT, "x".repeat(10_000)).text()).hasSize(4001).endsWith("…");
    }

    @Test
    void whatNobodyUnderstandsIsReadPast() throws IOException {
        log().write("one", lines(0, 2));
        Files.writeString(
                file, "#of a later version\n2026 half\n", UTF_8, StandardOpenOption.APPEND);

        assertThat(log().mark("one")).isEqualTo(Optional.of(new Mark(line(1).at(), 2)));
        assertThat(log().newest(10)).startsWith(line(0).toString(), line(1).toString());
    }
}
