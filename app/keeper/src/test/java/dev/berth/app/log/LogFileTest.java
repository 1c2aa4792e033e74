package dev.berth.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogFileTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogFileTest.class);
    private static final String SECRET = "s3cr3t-s3cr3t";

    @TempDir Path folder;

    @AfterEach
    void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    @Test
    void secretsInMessagesAndTracesAreTakenOutBeforeTheyAreWritten() throws IOException {
        var file = folder.resolve("logs/keeper.log");
        LogFile.open(file, text -> text.replace(SECRET, "(hidden)"));

        LOG.warn("using {}", SECRET, new IOException("no " + SECRET, new IOException(SECRET)));

        assertThat(Files.readString(file))
                .contains("LogFileTest", "using (hidden)", "no (hidden)")
                .doesNotContain(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theFilesAreBoundedAndTheOwners() throws IOException {
        var file = folder.resolve("logs/keeper.log");
        LogFile.open(file, UnaryOperator.identity());
        var wide = "x".repeat(100_000);
        for (var line = 0; line < 300; line++) {
            LOG.info(wide);
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files.toList())
                    .hasSizeLessThanOrEqualTo(4)
                    .allSatisfy(one -> {
                        assertThat(Files.size(one)).isLessThan(5 << 20);
                        assertThat(
                                        PosixFilePermissions.toString(
                                                Files.getPosixFilePermissions(one)))
                                .isEqualTo("rw-------");
                    });
        }
    }

    @Test
    void aLogThatCannotBeWrittenStopsNobody() throws IOException {
        var file = Files.createFile(folder.resolve("logs")).resolve("keeper.log");

        LogFile.open(file, UnaryOperator.identity());
        LOG.info("said to nobody");

        assertThat(folder.resolve("logs")).isEmptyFile();
    }
}
