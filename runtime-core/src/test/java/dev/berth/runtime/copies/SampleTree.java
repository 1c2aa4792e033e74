package dev.berth.runtime.copies;

import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import dev.berth.runtime.copies.tree.TreeWalk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A folder full of what services leave behind, and whoever dislikes backups.
final class SampleTree {
    private static final Instant LONG_AGO = Instant.parse("2020-02-29T12:34:56.123456789Z");

    private final Path root;
    private final Random random;
    private final List<Path> made = new ArrayList<>();

    SampleTree(Path root, long seed) {
        this.root = root;
        random = new Random(seed);
    }

    /// Some dozen things of all kinds.
    SampleTree fill() throws IOException {
        Files.createDirectories(root);
        folder(root, 0);
        for (var odd :
                List.of(
                        "with space",
                        "new\nline",
                        "tab\tand \"quotes\" and \\",
                        "-dash",
                        "percent%41",
                        "umlaut-äöü-漢字-🙂",
                        "trailing.",
                        "n".repeat(255))) {
            file(RawName.of(odd), 20);
        }
        file(RawName.of(new byte[] {'r', 'a', 'w', (byte) 0xFF, (byte) 0xFE}), 33);
        file(RawName.of(new byte[] {(byte) 0x80}), 1);
        var deep = root;
        for (var one = 0; one < 12; one++) {
            deep = Files.createDirectory(deep.resolve("deep-folder-number-" + one));
        }
        write(deep.resolve("x".repeat(120)), 4097);
        Files.createSymbolicLink(root.resolve("link-to-nothing"), Path.of("no/such/thing"));
        Files.createSymbolicLink(root.resolve("link-out"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(
                root.resolve("link-raw"),
                RawName.of(new byte[] {'a', '/', (byte) 0xC3, (byte) 0x28}).asTarget());
        write(root.resolve("closed"), 10);
        Files.setPosixFilePermissions(
                root.resolve("closed"), PosixFilePermissions.fromString("r--r-----"));
        var sticky = Files.createDirectory(root.resolve("sticky"));
        Files.setAttribute(sticky, "unix:mode", 01777);
        hole(root.resolve("hole"), 3 << 20);
        settle();
        return this;
    }

    private void folder(Path folder, int depth) throws IOException {
        for (var one = random.nextInt(3, 8); one > 0; one--) {
            write(folder.resolve("file-" + one + ".txt"), random.nextInt(0, 20_000));
        }
        if (depth < 2) {
            for (var one = random.nextInt(1, 3); one > 0; one--) {
                folder(Files.createDirectory(folder.resolve("folder-" + one)), depth + 1);
            }
        }
    }

    private void file(RawName name, int size) throws IOException {
        write(name.in(root), size);
    }

    void write(Path file, int size) throws IOException {
        var bytes = new byte[size];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        }
        Files.write(file, bytes);
        made.add(file);
    }

    private static void hole(Path file, long size) throws IOException {
        try (var out =
                Files.newByteChannel(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.position(size).write(ByteBuffer.wrap("end".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /// Everything has a time of its own, long ago.
    private void settle() throws IOException {
        List<Path> all;
        try (var walk = Files.walk(root)) {
            all = new ArrayList<>(walk.toList());
        }
        for (var path : all.reversed()) {
            Files.getFileAttributeView(
                            path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(
                            FileTime.from(LONG_AGO.plusNanos(random.nextLong(1L << 55))),
                            null,
                            null);
        }
    }

    /// Changes this and that.
    void damage() throws IOException {
        for (var file : made) {
            if (!Files.isWritable(file)) {
                continue;
            }
            switch (random.nextInt(4)) {
                case 0 -> Files.delete(file);
                case 1 -> Files.write(file, new byte[] {1, 2, 3});
                default -> {}
            }
        }
    }

    /// A picture of a tree in which any difference shows: names, kinds, modes, owners, times,
    /// bytes.
    static List<String> picture(Path root) throws IOException {
        var lines = new ArrayList<String>();
        new TreeWalk(
                        root,
                        new TreeWalk.Visitor() {
                            @Override
                            public void found(Node node, Path path) throws IOException {
                                var content =
                                        Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                                                ? Arrays.hashCode(Files.readAllBytes(path))
                                                : 0;
                                lines.add(node.settled() + " " + content);
                            }

                            @Override
                            public void leftOut(RawName name, String reason) {
                                lines.add("left out " + name + " " + reason);
                            }
                        })
                .go();
        return lines;
    }
}
