package dev.berth.runtime.door;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A shape that went wrong in transit, the same for the same seed.
///
/// @param name of the shape
/// @param bytes a letter a byte
/// @param pieces in how many writes they are sent
record Mutation(String name, String bytes, int pieces) {
    /// Of no port: the same seed is the same on any door.
    private static final String HOST = "127.0.0.1";

    private static final List<String> MISCHIEF =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    " ",
                    "\t",
                    ":",
                    "\u0000",
                    "\u000b",
                    "\u0085",
                    "\u00a0",
                    "\u00ff",
                    ",",
                    ";",
                    "0\r\n\r\n",
                    "chunked",
                    "Content-Length: 5\r\n",
                    "Content-Length: 0\r\n",
                    "Transfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: x\r\n",
                    "Connection: close\r\n",
                    "Connection: Upgrade\r\nUpgrade: websocket\r\n",
                    "Host: evil.example\r\n",
                    "Host: 127.0.0.1\r\n",
                    "HTTP/1.1",
                    "HTTP/1.0",
                    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                    "Expect: 100-continue\r\n");

    /// @param shapes none of them long
    static Mutation of(long seed, List<RequestShape> shapes) {
        // The first numbers of neighbouring seeds are alike.
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var shape = shapes.get(random.nextInt(shapes.size()));
        var text = new StringBuilder(plain(shape));
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            mutate(text, random, shapes);
        }
        return new Mutation(shape.name(), text.toString(), 1 + random.nextInt(3));
    }

    /// What a smuggler would send is an ordinary request here: the mutation may have made it one.
    private static String plain(RequestShape shape) {
        return new String(shape.bytes(HOST), StandardCharsets.ISO_8859_1)
                .replace("/smuggled", "/following")
                .replace("6.6.6.6", "7.7.7.7");
    }

    private static void mutate(StringBuilder text, Random random, List<RequestShape> shapes) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(8)) {
            case 0 -> text.insert(at, MISCHIEF.get(random.nextInt(MISCHIEF.size())));
            case 1 -> text.delete(at, end);
            case 2 -> text.insert(at, text.substring(at, end));
            case 3 -> text.replace(at, end, MISCHIEF.get(random.nextInt(MISCHIEF.size())));
            case 4 -> text.insert(at, (char) random.nextInt(256));
            case 5 -> {
                if (at < text.length()) {
                    text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
                }
            }
            case 6 -> {
                var line = lineOf(text, at);
                text.insert(random.nextInt(text.length() + 1), line);
            }
            default -> {
                var other = plain(shapes.get(random.nextInt(shapes.size())));
                text.replace(
                        at, text.length(), other.substring(random.nextInt(other.length() + 1)));
            }
        }
    }

    private static String lineOf(StringBuilder text, int at) {
        int from = Math.max(0, text.lastIndexOf("\n", at - 1) + 1);
        int to = text.indexOf("\n", at);
        return text.substring(Math.min(from, at), to < 0 ? text.length() : to + 1);
    }

    /// What is written at a time.
    List<byte[]> writes() {
        var writes = new ArrayList<byte[]>();
        int from = 0;
        for (int piece = 1; piece <= pieces; piece++) {
            int to = (int) ((long) bytes.length() * piece / pieces);
            writes.add(bytes.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
            from = to;
        }
        return writes;
    }
}
