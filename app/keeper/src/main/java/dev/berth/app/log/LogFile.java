package dev.berth.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.berth.app.desk.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/// One log file with three older ones behind it, 2 MiB each.
public final class LogFile {
    private static final FileSize LARGEST = new FileSize(2 * FileSize.MB_COEFFICIENT);

    private LogFile() {}

    /// Writes what Berth notes to this file from now on. A file that cannot be written leaves Berth
    /// without a log: its work does not depend on one.
    ///
    /// @param withoutSecrets is given every line before it is written
    public static void open(Path file, UnaryOperator<String> withoutSecrets) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            root.setLevel(Level.INFO);
            root.addAppender(appender(context, file, withoutSecrets));
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(
            LoggerContext context, Path file, UnaryOperator<String> withoutSecrets) {
        var encoder = new RedactingEncoder(withoutSecrets);
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0}: %msg%n%ex");
        encoder.start();

        var appender = new OwnerOnlyAppender();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);

        var older = new FixedWindowRollingPolicy();
        older.setContext(context);
        older.setParent(appender);
        older.setFileNamePattern(file + ".%i");
        older.setMinIndex(1);
        older.setMaxIndex(3);
        older.start();

        var large = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        large.setContext(context);
        large.setMaxFileSize(LARGEST);
        large.setCheckIncrement(Duration.buildByMilliseconds(0)); // the usual minute has no bound
        large.start();

        appender.setRollingPolicy(older);
        appender.setTriggeringPolicy(large);
        appender.start();
        return appender;
    }

    /// Takes the secrets out of what is to be written, message and stack trace alike.
    private static final class RedactingEncoder extends PatternLayoutEncoder {
        private final UnaryOperator<String> withoutSecrets;

        RedactingEncoder(UnaryOperator<String> withoutSecrets) {
            this.withoutSecrets = withoutSecrets;
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return withoutSecrets
                    .apply(getLayout().doLayout(event))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Makes each new file closed to others before the first line goes into it.
    private static final class OwnerOnlyAppender extends RollingFileAppender<ILoggingEvent> {
        @Override
        public void openFile(String name) throws IOException {
            var file = Path.of(name).toAbsolutePath();
            var folder = file.getParent();
            if (folder != null) {
                OwnerOnly.folder(folder);
            }
            OwnerOnly.file(file);
            super.openFile(name);
        }
    }
}
