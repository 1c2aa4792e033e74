package dev.berth.runtime.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A SHA-256 digest in the words of the OCI image specification.
///
/// @param hex 64 hexadecimal digits in lower case
public record Digest(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, got: " + hex);
        }
    }

    /// Whether a text is one, as `sha256:…`. Other algorithms are not used by any release.
    static boolean isOne(String text) {
        return text.startsWith(PREFIX) && HEX.matcher(text.substring(PREFIX.length())).matches();
    }

    static Digest parse(String text) {
        return new Digest(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    }

    static Digest of(byte[] bytes) {
        return ended(begun(), bytes);
    }

    static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static Digest ended(MessageDigest digest, byte... last) {
        return new Digest(HexFormat.of().formatHex(digest.digest(last)));
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
