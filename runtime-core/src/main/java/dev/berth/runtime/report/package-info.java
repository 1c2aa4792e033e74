/// Writes all that helps others to find out what is wrong into one file. The home, the engine's own
/// words and what doctor found come in; a bounded file without secrets, names and addresses goes
/// out. Nothing gets into it but through the sieves of `diagnosis`.
package dev.berth.runtime.report;
