package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file or folder of the home that stops us. Its message is one plain sentence: which, what was
/// expected, what to do; it may reach a person.
public class UnusableFile extends IOException {
    private static final long serialVersionUID = 1L;

    public UnusableFile(String sentence) {
        super(sentence);
    }

    public UnusableFile(String sentence, IOException cause) {
        super(sentence, cause);
    }

    static UnusableFile notRead(Path path, IOException cause) {
        return new UnusableFile(
                "Berth could not read %s (%s): make it readable for your account, then try again."
                        .formatted(path, reason(cause)),
                cause);
    }

    static UnusableFile notWritten(Path path, IOException cause) {
        return new UnusableFile(
                ("Berth could not write %s (%s): make sure that its disk has room and that your"
                                + " account may write there, then try again.")
                        .formatted(path, reason(cause)),
                cause);
    }

    static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        var reason =
                cause instanceof FileSystemException e && e.getReason() != null
                        ? e.getReason()
                        : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }
}
