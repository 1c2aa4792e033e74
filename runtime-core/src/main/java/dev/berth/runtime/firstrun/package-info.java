/// What the first-run wizard needs besides set-up: the look at this computer, the way to what it
/// lacks, and what the person has filled in so far. Questions come in from a window or a terminal;
/// checks, the end of an installation and the draft go out.
package dev.berth.runtime.firstrun;
