package dev.berth.runtime.story;

import java.time.Duration;

/// How long something took, in plain words.
final class Spans {
    private Spans() {}

    /// `8 s`, `2 min`, `3 h 10 min`, `4 days`.
    static String words(Duration span) {
        long seconds = Math.max(1, span.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        if (minutes < 100) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        return hours / 24 + " days";
    }
}
