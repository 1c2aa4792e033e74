/// The window: one sentence about the assistant and one thing to do about it. States come in from
/// the keeper; clicks go out to it as requests. Nothing here waits, reads a file or knows how the
/// assistant is run.
package dev.berth.window;
