/// Where the service's program comes from: a small reader of the OCI distribution protocol
/// (<https://github.com/opencontainers/distribution-spec>, 1.1) over the JDK's own HTTP. A name and
/// the person's settings come in; a folder in the OCI image layout goes out, every byte of it
/// checked, which the engine takes over. What it is made of is not this room's affair.
package dev.berth.runtime.source;
