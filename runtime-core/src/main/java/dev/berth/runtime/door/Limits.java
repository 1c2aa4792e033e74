package dev.berth.runtime.door;

import java.time.Duration;

/// How much the front door takes on, and how long it waits.
///
/// @param connections of clients at a time; one more is closed at once
/// @param audience waiting pages that are told news at a time
/// @param waiting requests that wait for the service to come back, at a time
/// @param links one-time links that are open at a time; the oldest makes room
/// @param line bytes of a request's first line
/// @param fields bytes of all header fields of a request
/// @param fieldCount header fields of a request
/// @param head for a request's head, from its first byte on
/// @param idle without a request
/// @param body without a byte of a body that was announced
/// @param silence of the service after it has the whole request, until its answer begins
/// @param patience of a person before an empty window, until the waiting page is shown
/// @param recovery for the service to come back
/// @param linger for a client to read the last words
/// @param link for which a one-time link is good
/// @param sweep between two looks for what took too long
record Limits(
        int connections,
        int audience,
        int waiting,
        int links,
        int line,
        int fields,
        int fieldCount,
        Duration head,
        Duration idle,
        Duration body,
        Duration silence,
        Duration patience,
        Duration recovery,
        Duration linger,
        Duration link,
        Duration sweep) {

    /// Those of a person's computer. The service itself takes heads of 16 KiB.
    static Limits usual() {
        return new Limits(
                12_000,
                200,
                4_000,
                32,
                16 * 1024,
                32 * 1024,
                150,
                Duration.ofSeconds(15),
                Duration.ofSeconds(75),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(500));
    }
}
