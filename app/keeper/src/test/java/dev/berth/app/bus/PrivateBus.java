package dev.berth.app.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/// A session bus of one test: Debian's own `dbus-daemon`, at a socket in the test's folder.
public final class PrivateBus implements AutoCloseable {
    private final Path socket;
    private Process daemon;

    private PrivateBus(Path socket, Process daemon) {
        this.socket = socket;
        this.daemon = daemon;
    }

    /// Starts one.
    public static PrivateBus in(Path folder) throws IOException, InterruptedException {
        var socket = folder.resolve("bus");
        return new PrivateBus(socket, start(socket));
    }

    /// Whether there is what is needed for one.
    public static boolean canBe() {
        return Files.isExecutable(Path.of("/usr/bin/dbus-daemon"));
    }

    private static Process start(Path socket) throws IOException, InterruptedException {
        try (var news = socket.getFileSystem().newWatchService()) {
            Objects.requireNonNull(socket.getParent())
                    .register(news, StandardWatchEventKinds.ENTRY_CREATE);
            var process =
                    new ProcessBuilder(
                                    "dbus-daemon",
                                    "--session",
                                    "--nofork",
                                    "--nopidfile",
                                    "--address=unix:path=" + socket)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            while (!Files.exists(socket)) {
                if (news.poll(20, TimeUnit.SECONDS) == null) {
                    throw new IOException("no bus at " + socket);
                }
            }
            return process;
        }
    }

    /// How it is found.
    public String address() {
        return "unix:path=" + socket;
    }

    /// Another one's connection to it.
    public DBusConnection connection() throws DBusException {
        return DBusConnectionBuilder.forAddress(address()).withShared(false).build();
    }

    /// Ends it and with it every connection.
    public void end() throws IOException {
        var _ = daemon.destroyForcibly().onExit().join();
        Files.deleteIfExists(socket);
    }

    /// A new one at the same place.
    public void startAgain() throws IOException, InterruptedException {
        daemon = start(socket);
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
