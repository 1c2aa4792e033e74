/// The one adapter: does with Podman's command line what the engine room promises. Questions and
/// acts come in, processes are run with a limit, and what they print is read tolerantly. Typed
/// answers go out; Podman's words, numbers and texts stay here.
package dev.berth.runtime.engine.podman;
