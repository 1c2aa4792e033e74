/// The loopback address that the person's browser uses. Questions about ports come in, answers go
/// out; the front door itself will live here.
package dev.berth.runtime.door;
