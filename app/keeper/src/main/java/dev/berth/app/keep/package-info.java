/// The keeper as a person has it. A supervisor, the desktop and the clock come in; the icon,
/// notices, the window and the start at sign-in follow what the supervisor says, and what the
/// person chooses on the desktop goes back to it. The supervisor waits for nothing in here.
package dev.berth.app.keep;
