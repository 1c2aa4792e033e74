package dev.berth.runtime.copies;

import dev.berth.runtime.copies.archive.BadCopy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// What went wrong with a copy, in one sentence for people.
public final class Trouble {

    private Trouble() {}

    /// Says it.
    public static String sentence(IOException failure) {
        return switch (failure) {
            case Cancelled _ -> "It was given up; nothing was changed.";
            case NoRoom _ ->
                    "There is too little free room: less than 2 GB would be left on the disk. Free some"
                            + " space, then try again.";
            case Scribe.Busy _ ->
                    "Another safety copy is being worked on. Try again when it is done.";
            case BadCopy bad ->
                    "This safety copy cannot be used: %s. Choose another one."
                            .formatted(bad.getMessage());
            case NoSuchFileException gone -> gone.getFile() + " is not there.";
            case FileAlreadyExistsException there -> there.getFile() + " is there already.";
            case AccessDeniedException closed ->
                    "Your account may not use %s.".formatted(closed.getFile());
            case FileSystemException refused when refused.getReason() != null ->
                    "%s does not work: %s.".formatted(refused.getFile(), refused.getReason());
            default ->
                    "The safety copy could not be worked on: %s.".formatted(failure.getMessage());
        };
    }
}
