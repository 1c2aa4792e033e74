package dev.berth.runtime.copies.archive;

import com.github.luben.zstd.Zstd;
import dev.berth.runtime.copies.tree.RawName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A file that is made like a safety copy by somebody who means harm, all sums right.
final class ForgedCopy {
    static final Facts FACTS =
            new Facts(
                    "20261122T151500Z-hand",
                    Instant.parse("2026-11-22T15:15:00Z"),
                    "hand",
                    "somebody-else",
                    Optional.empty(),
                    "0.1.0");

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();
    private final StringBuilder list = new StringBuilder();
    private long entries;
    private long packed;
    private long files;
    private long bytes;
    private UnaryOperator<Seal> sealing = seal -> seal;
    private UnaryOperator<byte[]> packing = bytes -> bytes;
    private boolean ends = true;
    private boolean lists = true;

    ForgedCopy() {
        file(CopyWriter.HEAD, SealText.write(FACTS), '0', "");
        entries = 0;
        packed = 0;
    }

    /// Begins as every copy does, with the folder itself.
    static ForgedCopy usual() {
        return new ForgedCopy().folder("data/").listed(folderLine("."));
    }

    static String folderLine(String name) {
        return "folder 700 -1 -1 1.000000000 0 - " + name + " -";
    }

    static String fileLine(String name, String content) {
        return "file 600 -1 -1 1.000000000 %d %s %s -"
                .formatted(content.length(), sum(content), name);
    }

    static String linkLine(String name, String target) {
        return "link 777 -1 -1 1.000000000 0 - " + name + " " + RawName.of(target);
    }

    static String sum(String content) {
        return HexFormat.of().formatHex(Sums.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    ForgedCopy folder(String name) {
        return file(name, new byte[0], '5', "");
    }

    ForgedCopy link(String name, String target) {
        return file(name, new byte[0], '2', target);
    }

    ForgedCopy file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8), '0', "");
    }

    ForgedCopy file(String name, byte[] content, char flag, String link) {
        entries++;
        packed += content.length;
        header(name.getBytes(StandardCharsets.UTF_8), content.length, flag, link, block -> block);
        tar.writeBytes(content);
        tar.writeBytes(new byte[TarWriter.padding(content.length)]);
        return this;
    }

    /// A header with something odd about it.
    ForgedCopy header(
            byte[] name, long size, char flag, String link, UnaryOperator<byte[]> change) {
        var block = new byte[TarWriter.BLOCK];
        if (name.length > TarWriter.SHORT_NAME) {
            longName('L', name);
        }
        if (link.length() > TarWriter.SHORT_NAME) {
            longName('K', link.getBytes(StandardCharsets.UTF_8));
        }
        put(block, 0, name, TarWriter.SHORT_NAME);
        put(block, 100, "0000644\0");
        put(block, 108, "0000000\0");
        put(block, 116, "0000000\0");
        put(block, 124, "%011o\0".formatted(size));
        put(block, 136, "00000000001\0");
        block[156] = (byte) flag;
        put(block, 157, link.getBytes(StandardCharsets.UTF_8), TarWriter.SHORT_NAME);
        put(block, 257, "ustar  \0");
        var changed = change.apply(block);
        if (changed[148] == 0) {
            put(changed, 148, "%06o\0 ".formatted(TarWriter.sum(changed)));
        }
        tar.writeBytes(changed);
        return this;
    }

    ForgedCopy longName(char flag, byte[] name) {
        header(
                TarWriter.LONG_LINK.getBytes(StandardCharsets.US_ASCII),
                name.length + 1,
                flag,
                "",
                block -> block);
        tar.writeBytes(name);
        tar.writeBytes(new byte[1 + TarWriter.padding(name.length + 1)]);
        return this;
    }

    private static void put(byte[] block, int at, String text) {
        put(block, at, text.getBytes(StandardCharsets.ISO_8859_1), text.length());
    }

    private static void put(byte[] block, int at, byte[] bytes, int most) {
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, most));
    }

    ForgedCopy raw(byte[] more) {
        tar.writeBytes(more);
        return this;
    }

    /// Lines of the manifest.
    ForgedCopy listed(String... lines) {
        for (var line : lines) {
            list.append(line).append('\n');
            if (line.startsWith("file")) {
                files++;
                bytes += Long.parseLong(line.split(" ", -1)[5]);
            }
        }
        return this;
    }

    ForgedCopy sealing(UnaryOperator<Seal> change) {
        sealing = change;
        return this;
    }

    /// Changes the packed bytes before they are summed up.
    ForgedCopy packing(UnaryOperator<byte[]> change) {
        packing = change;
        return this;
    }

    ForgedCopy endless() {
        ends = false;
        return this;
    }

    ForgedCopy listless() {
        lists = false;
        return this;
    }

    Path write(Path file) throws IOException {
        var text = list.toString().getBytes(StandardCharsets.US_ASCII);
        if (lists) {
            var before = entries;
            var packedBefore = packed;
            file(CopyWriter.MANIFEST, text, '0', "");
            entries = before;
            packed = packedBefore;
        }
        if (ends) {
            tar.writeBytes(new byte[2 * TarWriter.BLOCK]);
        }
        var body = packing.apply(Zstd.compress(tar.toByteArray()));
        var seal =
                sealing.apply(
                        new Seal(
                                FACTS,
                                files,
                                bytes,
                                entries,
                                packed,
                                HexFormat.of().formatHex(Sums.of(text)),
                                HexFormat.of().formatHex(Sums.of(body)),
                                List.of(),
                                0));
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body);
        whole.writeBytes(SealFrame.write(seal));
        return Files.write(file, whole.toByteArray());
    }
}
