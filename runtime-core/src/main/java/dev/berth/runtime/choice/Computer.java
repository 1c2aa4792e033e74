package dev.berth.runtime.choice;

import dev.berth.runtime.Place;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/// What this computer is and has.
///
/// @param memoryMiB how much there is in all, in MiB; 0 where it cannot be told
/// @param processors how many there are
/// @param administrators whether the person's account is one that cannot give the service a place
///   of its own
/// @param usual where the service lives when nobody chose
public record Computer(
        LongSupplier memoryMiB, int processors, boolean administrators, Place usual) {

    /// The one that this runs on.
    public static Computer present() {
        var system = System.getProperty("os.name", "");
        return new Computer(
                new InstalledMemory(Path.of("/proc/meminfo")),
                Runtime.getRuntime().availableProcessors(),
                system.toLowerCase(Locale.ROOT).contains("linux")
                        && System.getProperty("user.name", "").equals("root"),
                Place.usual(system));
    }
}
