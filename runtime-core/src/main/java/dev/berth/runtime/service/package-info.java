/// What we run: the definition of the service, how its readiness and identity are proven, and which
/// credentials it needs. The address of a running service comes in; a reply in its own words goes
/// out.
package dev.berth.runtime.service;
