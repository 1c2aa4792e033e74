package dev.berth.app.bus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the session bus is found (D-Bus Specification, "Server Addresses").
public final class BusAddress {
    private static final String IN_A_FILE = "unix:path=";

    private BusAddress() {}

    /// The first address in `DBUS_SESSION_BUS_ADDRESS` that Java can talk to (one in the file
    /// system, none of the abstract ones), else the usual place; empty where there is neither.
    public static Optional<String> of(Map<String, String> environment) {
        var named =
                Arrays.stream(
                                environment
                                        .getOrDefault("DBUS_SESSION_BUS_ADDRESS", "")
                                        .split(";", -1))
                        .filter(address -> address.startsWith(IN_A_FILE));
        var usual =
                Stream.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, "bus"))
                        .filter(Files::exists)
                        .map(file -> IN_A_FILE + file);
        return Stream.concat(named, usual).findFirst();
    }
}
