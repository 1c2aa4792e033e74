package dev.berth.app.desk;

import java.util.Optional;

/// The person at the keyboard, when there is one.
public interface Terminal {

    /// Whether somebody can be asked.
    boolean present();

    /// Asks; empty when the person ended the input.
    Optional<String> ask(String question);

    /// Asks for what must not be seen.
    Optional<String> askHidden(String question);

    /// The first line of the standard input, of at most so many characters; empty when it has none
    /// or a longer one.
    Optional<String> firstLineOfInput(int atMost);
}
