package dev.berth.runtime.service;

import java.io.IOException;

/// The part of the service's own configuration that depends on where it is reached.
public interface ServiceConfiguration {

    /// Whether the configuration lets the person's browser in at this loopback port.
    boolean fits(int port) throws IOException;

    /// Writes what is missing for this port and leaves everything else as it is. Only while the
    /// service does not run: it may write the same file.
    void fit(int port) throws IOException;
}
