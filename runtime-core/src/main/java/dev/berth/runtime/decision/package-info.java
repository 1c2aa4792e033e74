/// What to do next and what to show: pure functions from what is desired, what was observed and
/// what happened before. Observations and history come in; a step and an operator state go out. No
/// clock, no file, no thread.
package dev.berth.runtime.decision;
