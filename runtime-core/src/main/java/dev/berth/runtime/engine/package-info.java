/// What a host and an engine can do, as interfaces and values. Questions and acts come in, typed
/// answers go out; failures are values. No process is run and no JSON read here.
package dev.berth.runtime.engine;
