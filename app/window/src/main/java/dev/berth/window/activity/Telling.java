package dev.berth.window.activity;

import dev.berth.runtime.Episode;
import dev.berth.runtime.Episode.End;
import dev.berth.runtime.Problem;
import dev.berth.window.activity.Days.Ending;
import dev.berth.window.activity.Days.Line;
import dev.berth.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts an episode into the person's words: what it was, and below it what came of it. Pure.
///
/// @param words the person's language
record Telling(Words words) {

    Line line(Episode episode) {
        var what = what(episode);
        if (what.isEmpty()) { // nobody has worded it yet
            return new Line.Act(
                    kind(episode), episode.sentence(), Optional.empty(), words.time(episode.at()));
        }
        return new Line.Act(
                kind(episode),
                what.get() + times(episode.times()),
                end(episode),
                words.time(episode.at()));
    }

    private Optional<String> what(Episode episode) {
        if (episode.problem().isPresent()) {
            return Optional.of(words.title(Problem.of(episode.problem().orElseThrow(), List.of())));
        }
        var key = "act." + episode.code();
        return words.keys().contains(key) ? Optional.of(words.text(key)) : Optional.empty();
    }

    private String times(int times) {
        return times == 1 ? "" : words.text("story.times", times);
    }

    private Optional<String> end(Episode episode) {
        if (episode.end() == End.NONE) {
            return Optional.empty();
        }
        if (episode.end() == End.DONE && episode.until().isEmpty()) {
            return Optional.of(words.text("ending.done"));
        }
        var key = "story." + episode.end().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Optional.of(words.text(key, episode.took().map(this::span).orElse("?")));
    }

    private String span(Duration took) {
        long seconds = Math.max(1, took.toSeconds());
        if (seconds < 100) {
            return words.text("story.seconds", seconds);
        }
        long minutes = (seconds + 30) / 60;
        if (minutes < 100) {
            return words.text("story.minutes", minutes);
        }
        long hours = minutes / 60;
        return hours < 48
                ? words.text("story.hours", hours, minutes % 60)
                : words.text("story.days", hours / 24);
    }

    private static Ending kind(Episode episode) {
        return switch (episode.end()) {
            case NOT_BACK, NOT_OVER, NOT_AT_ONCE, FAILED -> Ending.FAILED;
            case BACK, READY, DONE, WORKED, OVER -> Ending.DONE;
            case BROKEN_OFF -> Ending.CANCELLED;
            case NONE -> episode.isTrouble() ? Ending.FAILED : Ending.NOTICED;
        };
    }
}
