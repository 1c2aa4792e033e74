/// The socket between Berth's processes: one JSON object a line, versioned, for this person alone.
/// Questions and commands come in from other processes and are put to the `Berth` of this one, or
/// go out to another; reports come back. Nothing here decides, and nobody here can make the
/// supervisor wait.
package dev.berth.runtime.wire;
