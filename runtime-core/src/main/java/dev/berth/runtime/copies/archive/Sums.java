package dev.berth.runtime.copies.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, which every Java has.
final class Sums {
    private static final HexFormat HEX = HexFormat.of();

    private Sums() {}

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] of(byte[] text) {
        return begin().digest(text);
    }

    /// The sum in 64 small hexadecimal digits; the digest can be used anew.
    static String text(MessageDigest digest) {
        return HEX.formatHex(digest.digest());
    }
}
