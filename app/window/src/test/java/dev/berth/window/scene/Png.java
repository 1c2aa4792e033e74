package dev.berth.window.scene;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/// Writes a picture as PNG (RFC 2083), which JavaFX alone cannot.
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    public static void write(Image image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        var head = new ByteArrayOutputStream();
        var headOut = new DataOutputStream(head);
        headOut.writeInt(width);
        headOut.writeInt(height);
        headOut.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits a channel, red green blue
        chunk(out, "IHDR", head.toByteArray());
        var argb = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        var lines = new byte[height * (1 + 3 * width)];
        int at = 0;
        for (int i = 0; i < argb.length; i++) {
            if (i % width == 0) {
                lines[at++] = 0; // each line stands for itself
            }
            lines[at++] = (byte) (argb[i] >> 16);
            lines[at++] = (byte) (argb[i] >> 8);
            lines[at++] = (byte) argb[i];
        }
        var pixels = new ByteArrayOutputStream();
        try (var packed =
                new DeflaterOutputStream(pixels, new Deflater(Deflater.BEST_SPEED), 1 << 16)) {
            packed.write(lines);
        }
        chunk(out, "IDAT", pixels.toByteArray());
        chunk(out, "IEND", new byte[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, bytes.toByteArray());
    }

    private static void chunk(DataOutputStream out, String type, byte[] content)
            throws IOException {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
