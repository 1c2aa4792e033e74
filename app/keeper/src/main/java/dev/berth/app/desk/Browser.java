package dev.berth.app.desk;

import java.nio.file.Path;

/// The person's browser.
public interface Browser {

    /// Shows a page that lies in a file; only the file's path is handed over.
    ///
    /// @return whether a browser took it
    boolean show(Path page);
}
