/// The texts that more than one process says, and the way to any text: the names of the states, the
/// stages and the problems, in each language. Keys come in, texts in the person's language go out.
/// A process adds the texts of its own.
package dev.berth.words;
