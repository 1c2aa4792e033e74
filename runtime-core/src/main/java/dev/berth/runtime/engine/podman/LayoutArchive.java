package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A folder in the OCI image layout, written as the one file that it becomes for `podman load`
/// (POSIX.1-1988 ustar). The names in it are short and its files below 8 GiB, which is all that
/// this format can say.
final class LayoutArchive {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final long LARGEST = (1L << 33) - 1;

    private LayoutArchive() {}

    static void write(Path layout, OutputStream out) throws IOException {
        for (var file : files(layout)) {
            var name = layout.relativize(file).toString().replace('\\', '/');
            out.write(header(name, Files.size(file)));
            long written = Files.copy(file, out);
            out.write(new byte[(int) ((BLOCK - written % BLOCK) % BLOCK)]);
        }
        out.write(new byte[2 * BLOCK]);
    }

    /// Whole ones only: parts that are under way end in `.part`.
    private static List<Path> files(Path layout) throws IOException {
        try (var all = Files.walk(layout.resolve("blobs"))) {
            return Stream.concat(
                            Stream.of(layout.resolve("oci-layout"), layout.resolve("index.json")),
                            all.filter(Files::isRegularFile)
                                    .filter(file -> !file.toString().endsWith(".part"))
                                    .sorted())
                    .toList();
        }
    }

    private static byte[] header(String name, long size) throws IOException {
        if (name.length() > LONGEST_NAME || size > LARGEST) {
            throw new IOException(name + " is too long or too large for an archive");
        }
        var header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
