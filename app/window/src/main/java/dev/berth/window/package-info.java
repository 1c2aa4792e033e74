/// The window: one sentence about the assistant and one thing to do about it. What the keeper tells
/// comes in through the link, becomes a face and is shown; clicks go the same way back as acts.
/// Nothing on the JavaFX thread waits, reads a file or knows how the assistant is run.
package dev.berth.window;
