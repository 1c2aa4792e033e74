/// What the person chose, one row for each: what holds comes in, each change goes out at once, and
/// what came of it is said beside it.
package dev.berth.window.settings;
