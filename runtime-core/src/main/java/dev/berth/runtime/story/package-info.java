/// Tells what happened as a neighbour would: the journal's lines come in, episodes go out, each a
/// sentence from its beginning to its end. Pure.
package dev.berth.runtime.story;
