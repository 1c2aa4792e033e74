package dev.berth.app.words;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.EraseScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
        lines.addAll(lines(goes));
        var stays = all.stream().filter(one -> !one.kind().goes(scope)).toList();
        if (!stays.isEmpty()) {
            lines.add("This stays:");
            lines.addAll(lines(stays));
        }
        return lines;
    }

    /// What a look afresh has found.
    public static List<String> afterwards(List<Belonging> remains) {
        return remains.isEmpty()
                ? List.of("Berth looked again: nothing of it is left.")
                : Stream.concat(
                                Stream.of("Berth looked again: this is left."),
                                lines(remains).stream())
                        .toList();
    }

    /// Each once; what says less than another line does is left out.
    private static List<String> lines(List<Belonging> some) {
        var all = some.stream().map(EraseWords::line).distinct().toList();
        return all.stream()
                .filter(line -> all.stream().noneMatch(other -> other.startsWith(line + ",")))
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
                Stream.of(files(one.files()), megabytes(one.bytes()))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
        return one.whole() || size.isEmpty() ? size : "at least " + size;
    }

    private static String files(long count) {
        return count == 0 ? "" : count == 1 ? "1 file" : count + " files";
    }

    /// Empty where it would be none.
    private static String megabytes(long bytes) {
        return bytes < MEGABYTE / 20 ? "" : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
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
