/// What the first run is, without a window: four pages, what was filled in on them, and where a
/// person goes on who comes back. Events come in, the next state and what is to be done go out;
/// everything here is a value or a pure function.
package dev.berth.window.wizard.course;
