package dev.berth.runtime.service;

import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import java.io.IOException;
import java.util.List;

/// The part of the service's own configuration that depends on where it is reached.
public interface ServiceConfiguration {

    /// Whether the configuration lets the person's browser in at this loopback port.
    ///
    /// @param names by which the person's programs call this computer, beside the usual ones
    boolean fits(int port, List<String> names) throws IOException;

    /// Writes what is missing for this port and these names and leaves everything else as it is.
    /// Only while the service does not run: it may write the same file.
    void fit(int port, List<String> names) throws IOException;

    /// Writes who answers, over what was chosen before, and leaves everything else as it is. Only
    /// while the service does not run, and only when the person says so: what they choose in the
    /// service itself later is theirs.
    ///
    /// @param place where the service lives: a server of this computer has another address there
    void choose(Provider provider, Place place) throws IOException;
}
