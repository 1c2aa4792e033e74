package dev.berth.runtime.wire;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/// Who is at the other end of a connection.
final class Peer {

    private Peer() {}

    /// Whether the kernel says that the other end belongs to this person, or to the administrator,
    /// who could read everything anyway. Where the platform cannot tell (Windows), the folder's
    /// access list has decided already.
    static boolean mayTalk(SocketChannel channel, UserPrincipal person) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        return mayTalk(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user(), person);
    }

    /// A user without an entry in the system's table has its number for a name.
    static boolean mayTalk(UserPrincipal peer, UserPrincipal person) {
        return peer.equals(person) || peer.getName().equals("root") || peer.getName().equals("0");
    }
}
