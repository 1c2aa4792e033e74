package dev.berth.icons;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Reads the icons for Windows and macOS back, as their systems would.
final class PackageIconsTest {

    @Test
    void windowsFindsEverySizeThatItAsksFor() throws IOException {
        var bytes = bytes("berth.ico");
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(file.getShort()).as("reserved").isZero();
        assertThat(file.getShort()).as("an icon, not a cursor").isEqualTo((short) 1);
        int pictures = file.getShort();
        var sizes = new HashMap<Integer, BufferedImage>();
        for (int i = 0; i < pictures; i++) {
            int width = size(file.get());
            int height = size(file.get());
            assertThat(file.getShort()).as("no palette").isZero();
            assertThat(file.getShort()).as("planes").isEqualTo((short) 1);
            assertThat(file.getShort()).as("bits of a pixel").isEqualTo((short) 32);
            int length = file.getInt();
            int offset = file.getInt();
            var picture = picture(bytes, offset, length);
            assertThat(picture.getWidth()).isEqualTo(width);
            assertThat(picture.getHeight()).isEqualTo(height);
            sizes.put(width, picture);
        }

        assertThat(sizes).containsOnlyKeys(16, 20, 24, 32, 40, 48, 64, 256);
        sizes.values().forEach(PackageIconsTest::assertDrawn);
    }

    /// The pixels that each type stands for, after Apple's icon services.
    @Test
    void macFindsEveryTypeThatItAsksFor() throws IOException {
        var expected =
                Map.of(
                        "icp4", 16, "icp5", 32, "ic11", 32, "ic12", 64, "ic07", 128, "ic08", 256,
                        "ic13", 256, "ic09", 512, "ic14", 512, "ic10", 1024);
        var bytes = bytes("berth.icns");
        var file = ByteBuffer.wrap(bytes);

        assertThat(type(file)).isEqualTo("icns");
        assertThat(file.getInt()).as("length of all").isEqualTo(bytes.length);
        var found = new HashMap<String, Integer>();
        while (file.hasRemaining()) {
            var type = type(file);
            int length = file.getInt() - 8;
            var picture = picture(bytes, file.position(), length);
            assertDrawn(picture);
            found.put(type, picture.getWidth());
            file.position(file.position() + length);
        }

        assertThat(found).isEqualTo(expected);
    }

    private static int size(byte said) {
        return said == 0 ? 256 : Byte.toUnsignedInt(said);
    }

    private static String type(ByteBuffer file) {
        var type = new byte[4];
        file.get(type);
        return new String(type, StandardCharsets.US_ASCII);
    }

    private static BufferedImage picture(byte[] file, int offset, int length) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(file, offset, length));
        assertThat(picture).as("a PNG at %d", offset).isNotNull();
        return picture;
    }

    /// Its middle is seen, its corner is seen through.
    private static void assertDrawn(BufferedImage picture) {
        assertThat(picture.getRGB(0, 0) >>> 24).as("corner").isLessThan(64);
        int seen = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                seen += picture.getRGB(x, y) >>> 24 > 200 ? 1 : 0;
            }
        }
        assertThat(seen).isGreaterThan(picture.getWidth() * picture.getHeight() / 3);
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(Path.of("target", "packages", name));
    }
}
