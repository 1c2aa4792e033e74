/// The question of a reset: what goes, what stays, and the word that erases. A choice goes out as a
/// command.
package dev.berth.window.reset;
