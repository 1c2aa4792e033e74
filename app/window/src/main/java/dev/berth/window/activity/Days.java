package dev.berth.window.activity;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Episode;
import dev.berth.words.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What Berth did, day by day, in the person's words. Pure.
///
/// @param words the person's language
record Days(Words words) {

    /// How an act ended, told apart by form and word.
    enum Ending {
        DONE,
        FAILED,
        LATE,
        CANCELLED,
        OPEN,
        NOTICED
    }

    /// A line of the list.
    sealed interface Line {
        /// A heading.
        record Day(String text) implements Line {}

        /// Something done or noticed.
        ///
        /// @param ending in a word; empty for what was only noticed
        record Act(Ending kind, String text, Optional<String> ending, String time)
                implements Line {}
    }

    /// The lines, newest first.
    ///
    /// @param activities oldest first
    List<Line> of(List<Activity> activities, Instant now) {
        return lines(activities, Activity::at, this::act, now);
    }

    /// The same of what happened.
    ///
    /// @param episodes oldest first
    List<Line> told(List<Episode> episodes, Instant now) {
        var telling = new Telling(words);
        return lines(episodes, Episode::at, telling::line, now);
    }

    private <T> List<Line> lines(
            List<T> oldestFirst, Function<T, Instant> at, Function<T, Line> line, Instant now) {
        var lines = new ArrayList<Line>();
        var day = LocalDate.MAX;
        for (var one : oldestFirst.reversed()) {
            var its = LocalDate.ofInstant(at.apply(one), words.zone());
            if (!its.equals(day)) {
                day = its;
                lines.add(new Line.Day(heading(its, LocalDate.ofInstant(now, words.zone()))));
            }
            lines.add(line.apply(one));
        }
        return lines;
    }

    private String heading(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return words.text("day.today");
        }
        return day.equals(today.minusDays(1))
                ? words.text("day.yesterday")
                : DateTimeFormatter.ofPattern(words.text("day"), words.locale()).format(day);
    }

    private Line.Act act(Activity activity) {
        var key = "act." + activity.step();
        var kind = kind(activity.outcome());
        return new Line.Act(
                kind,
                words.keys().contains(key) ? words.text(key) : activity.text(),
                kind == Ending.NOTICED
                        ? Optional.empty()
                        : Optional.of(words.text("ending." + kind.name().toLowerCase(Locale.ROOT))),
                words.time(activity.at()));
    }

    private static Ending kind(String outcome) {
        return switch (outcome) {
            case "done" -> Ending.DONE;
            case "failed", "timed-out" -> Ending.FAILED;
            case "late" -> Ending.LATE;
            case "cancelled" -> Ending.CANCELLED;
            case "noticed" -> Ending.NOTICED;
            default -> Ending.OPEN;
        };
    }

    /// The same as plain text, to be copied.
    static String plain(List<Line> lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            switch (line) {
                case Line.Day(var heading) -> text.append(heading).append('\n');
                case Line.Act(_, var what, var ending, var time) -> {
                    text.append("  ").append(time).append("  ").append(what);
                    ending.ifPresent(word -> text.append(" (").append(word).append(')'));
                    text.append('\n');
                }
            }
        }
        return text.toString();
    }
}
