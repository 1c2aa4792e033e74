/// What the person chooses, one thing at a time. A setting and a text come in; what holds now, or
/// one sentence on why not, goes out, and whoever has to act on it is told.
package dev.berth.runtime.choice;
