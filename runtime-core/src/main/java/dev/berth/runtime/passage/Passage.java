package dev.berth.runtime.passage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Lets the service reach one model server of this computer. Owner thread only.
public interface Passage {

    /// The folder that the service is given.
    Path folder();

    /// Makes the folder.
    ///
    /// @param owner user and group id that the service has outside; negative means our own
    void make(int owner) throws IOException;

    /// Where it leads from now on; nowhere closes it. What is open to the same place already stays
    /// as it is; one that somebody took away is made again. Before its folder is made there is
    /// nobody to lead.
    ///
    /// @param server address of a server on this computer
    void lead(Optional<URI> server) throws IOException;
}
