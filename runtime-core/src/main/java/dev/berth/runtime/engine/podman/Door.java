package dev.berth.runtime.engine.podman;

/// Where the engine in a machine listens on this computer.
sealed interface Door {

    /// As Podman takes it for `--url`.
    String url();

    /// A unix socket.
    ///
    /// @param path of it
    record Socket(String path) implements Door {
        @Override
        public String url() {
            return "unix://" + path;
        }
    }

    /// A named pipe.
    ///
    /// @param path `\\.\pipe\podman-NAME`
    record Pipe(String path) implements Door {
        @Override
        public String url() {
            return "npipe://" + path.replace('\\', '/');
        }
    }
}
