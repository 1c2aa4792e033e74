package dev.berth.app.words;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.EraseScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Says what an erasure takes, leaves, and has left.
public final class EraseWords {
    private static final double MEGABYTE = 1e6;

    private EraseWords() {}

    /// What will go and what stays.
    public static List<String> beforehand(List<Belonging> all, EraseScope scope) {
        var lines = new ArrayList<String>();
        var goes = all.stream().filter(one -> one.kind().goes(scope)).toList();
        lines.add(goes.isEmpty() ? "There is nothing to erase." : "This will be erased, for ever:");
        goes.stream().map(EraseWords::line).forEach(lines::add);
        var stays = all.stream().filter(one -> !one.kind().goes(scope)).toList();
        if (!stays.isEmpty()) {
            lines.add("This stays:");
            stays.stream().map(EraseWords::line).forEach(lines::add);
        }
        return lines;
    }

    /// What a look afresh has found.
    public static List<String> afterwards(List<Belonging> remains) {
        return remains.isEmpty()
                ? List.of("Berth looked again: nothing of it is left.")
                : Stream.concat(
                                Stream.of("Berth looked again: this is left."),
                                remains.stream().map(EraseWords::line))
                        .toList();
    }

    private static String line(Belonging one) {
        var size = size(one);
        return "  "
                + what(one.kind())
                + (size.isEmpty() ? "" : ", " + size)
                + (isOfPeople(one) ? ": " + Plain.line(one.where()) : "")
                + one.note().map(note -> " (" + Plain.line(note) + ")").orElse("");
    }

    /// Numbers that only programs know help nobody.
    private static boolean isOfPeople(Belonging one) {
        return one.where().startsWith("/");
    }

    private static String size(Belonging one) {
        if (one.files() == 0 && one.bytes() == 0) {
            return "";
        }
        var size =
                one.files() == 0
                        ? megabytes(one.bytes())
                        : (one.files() == 1 ? "1 file" : one.files() + " files")
                                + ", "
                                + megabytes(one.bytes());
        return one.whole() ? size : "at least " + size;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    private static String what(Belonging.Kind kind) {
        return switch (kind) {
            case DATA -> "what your assistant knows and has made";
            case DATA_KEPT -> "earlier data that was kept";
            case ASSISTANT -> "the assistant itself";
            case PLACE -> "the assistant's place of its own";
            case KEYS -> "keys";
            case PROGRAM -> "the assistant's program, which Berth brought here";
            case PROGRAM_OF_OTHERS -> "the assistant's program, which Berth did not bring here";
            case SETTINGS -> "settings";
            case SIGN_IN -> "the start of Berth at sign-in";
            case FETCHED -> "what was fetched in part";
            case COPIES -> "safety copies";
            case NOTES -> "what Berth noted of its own work";
        };
    }
}
