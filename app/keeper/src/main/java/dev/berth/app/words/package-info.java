/// How things are said to a person: reports come in, plain sentences in the operator's vocabulary
/// (DESIGN 1) go out. Nothing here knows where they are printed.
package dev.berth.app.words;
