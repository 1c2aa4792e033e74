package dev.berth.window.scene;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;

/// Writes a picture as PNG (RFC 2083), which JavaFX alone cannot.
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    static void write(Image image, Path file) throws IOException {
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
        var pixels = new ByteArrayOutputStream();
        try (var packed = new DeflaterOutputStream(pixels)) {
            for (int y = 0; y < height; y++) {
                packed.write(0);
                for (int x = 0; x < width; x++) {
                    int pixel = image.getPixelReader().getArgb(x, y);
                    packed.write(pixel >> 16);
                    packed.write(pixel >> 8);
                    packed.write(pixel);
                }
            }
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
