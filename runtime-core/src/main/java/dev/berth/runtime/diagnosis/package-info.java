/// What helps to find out what is wrong without giving anything away. Texts come in; the same texts
/// without secrets, in whatever spelling or part, go out.
package dev.berth.runtime.diagnosis;
