/// The home of the window: how the assistant is, as a word, a sentence and what leads on. Outlooks
/// come in, become faces, faces are shown; what the person presses goes out.
package dev.berth.window.state;
