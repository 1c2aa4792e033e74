/// Looks at one part of Berth and this computer after the other, and says of each whether it is
/// well. The home, the engine's answers and the system's own tables come in; signs go out. Nothing
/// here changes anything, and nothing waits longer than its limit.
package dev.berth.runtime.doctor;
