/// The word to the person where the desktop has no service for it: a report comes in, a small
/// window in the corner goes out, and goes away again by itself.
package dev.berth.window.notice;
