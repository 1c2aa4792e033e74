package dev.berth.runtime.door;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Whose program is at the other end of a connection inside this computer, from Linux's tables of
/// connections (proc(5), /proc/net/tcp).
final class PeerUser {
    private PeerUser() {}

    private static final Path SELF = Path.of("/proc/self");
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /// Whether it is the person's own program, or cannot be told.
    static boolean mayBeOurs(InetSocketAddress client, InetSocketAddress door) {
        try {
            int own = (Integer) Files.getAttribute(SELF, "unix:uid");
            return TABLES.stream()
                    .flatMapToInt(table -> owner(lines(table), client, door).stream())
                    .allMatch(uid -> uid == own);
        } catch (IOException | UnsupportedOperationException _) {
            return true; // not Linux
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException _) {
            return List.of();
        }
    }

    /// The user id of the client's side in such a table.
    static OptionalInt owner(List<String> table, InetSocketAddress client, InetSocketAddress door) {
        return table.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 7)
                .filter(fields -> isEnd(fields[1], client) && isEnd(fields[2], door))
                .mapToInt(fields -> Integer.parseInt(fields[7]))
                .findFirst();
    }

    private static boolean isEnd(String end, InetSocketAddress address) {
        int colon = end.indexOf(':');
        var host = end.substring(0, Math.max(colon, 0));
        return end.endsWith(":%04X".formatted(address.getPort()))
                && (host.equals(hex(address.getAddress()))
                        || host.equals(mapped(address.getAddress())));
    }

    /// An IPv4 address as a program sees it that speaks IPv6.
    private static String mapped(InetAddress address) {
        return address instanceof Inet4Address ? "0000000000000000FFFF0000" + hex(address) : "";
    }

    /// Words of 32 bits, each in the byte order of this computer.
    private static String hex(InetAddress address) {
        var words = ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder());
        return IntStream.range(0, address.getAddress().length / 4)
                .mapToObj(i -> "%08X".formatted(words.getInt(4 * i)))
                .reduce("", String::concat)
                .toUpperCase(Locale.ROOT);
    }
}
