package dev.berth.runtime.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Forty secrets of different shapes, none of them real, and the ways in which they get into texts.
public final class PlantedSecrets {

    /// Recognised by their form alone.
    private static final List<String> BY_SHAPE =
            List.of(
                    "sk-ant-api03-" + "Zq3vT8mLx2RkPw9Ny5Bd",
                    "sk-proj-" + "a8Kd93jfLs02mXn47QpR",
                    "sk-or-v1-" + "0f9e8d7c6b5a49382716f5e4d3c2b1a0",
                    "sk_live_" + "51HqLyjWDarjtT1zdp7dc",
                    "whsec_" + "8fK2mQ9vB4nX7cZ1tR5y",
                    "gsk_" + "Ab12Cd34Ef56Gh78Ij90Kl",
                    "xai-" + "Rt5Yu8Io1Pa4Sd7Fg0Hj3K",
                    "hf_" + "QwErTyUiOpAsDfGhJkLzXc",
                    "ghp_" + "1234567890abcdefGHIJKLMNOPqrstuv",
                    "github_pat_" + "11ABCDEFG0aBcDeFgHiJkL",
                    "glpat-" + "xY7zW3vU9tS1rQ5pO2nM",
                    "xoxb-" + "123456789012-abcdefGHIJKL",
                    "AKIA" + "IOSFODNN7EXAMPL3",
                    "AIza" + "SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
                    "ya29." + "a0AfH6SMBx1y2z3-abc_DEF",
                    "GOCSPX-" + "k3J9h2G7f1D5s8A4p6O0",
                    "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiJhbm5hIn0" + ".c2lnbmF0dXJlLWhlcmU",
                    "npm_" + "9aB8cD7eF6gH5iJ4kL3mN2oP1",
                    "pypi-" + "AgEIcHlwaS5vcmcCJGFiY2RlZg",
                    "SG."
                            + "ngeVfQFYQlKU0ufo8x5d1A"
                            + ".TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr",
                    "dop_v1_" + "3f2a91c07be4d85566aa77bb88cc99dd",
                    "hvs." + "CAESIJ9a8b7c6d5e4f3g2h1i",
                    "tskey-auth-" + "kXyZ12CNTRL-9f8e7d6c5b4a",
                    "shpat_" + "0123456789abcdef0123456789abcdef",
                    "lin_api_" + "Q1w2E3r4T5y6U7i8O9p0",
                    "110201543" + ":" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8",
                    "nvapi-" + "Bq7Tz2Kd9Vw4Xc6Mn1Rj",
                    "AGE-SECRET-KEY-1" + "QYQSZQGPQYQSZQGPQYQSZ");

    /// Of no form at all: they lie in the home, and are known from there.
    private static final List<String> BY_VALUE =
            List.of(
                    "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0",
                    "correct horse battery staple",
                    "Tr0ub4dor&3-and/more+of=it",
                    "übergröße-Schlüssel-ß-2026",
                    "only-small-letters-without-digits",
                    "quote\"and\\backslash'within-it",
                    "1357913579135791",
                    "ZZZZ-YYYY-XXXX-WWWW",
                    "a.b.c.d.e.f.g.h.i.j.k",
                    "tab-less{curly}[brackets]<angle>",
                    "p%C3%A4sse-der-prozent%20sagt",
                    "0xDEADBEEFCAFEBABE");

    private PlantedSecrets() {}

    /// All forty.
    public static List<String> all() {
        var all = new ArrayList<>(BY_SHAPE);
        all.addAll(BY_VALUE);
        return all;
    }

    /// Those that only the home tells.
    public static List<String> known() {
        return BY_VALUE;
    }

    /// How one gets into a text, by name.
    public static Map<String, String> written(String secret) {
        var ways = new LinkedHashMap<String, String>();
        var base64 = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
        ways.put("plain", "it said " + secret + " and went on");
        ways.put("at the end", "value=" + secret);
        ways.put("address", "GET /?q=" + URLEncoder.encode(secret, UTF_8) + "&x=1 HTTP/1.1");
        ways.put("json", "{\"detail\":\"" + json(secret) + "\"}");
        ways.put(
                "json in json",
                "{\"outer\":\"" + json("{\"inner\":\"" + json(secret) + "\"}") + "\"}");
        ways.put("all escaped", "{\"detail\":\"" + unicode(secret) + "\"}");
        ways.put("base64", "payload " + base64 + " end");
        ways.put(
                "base64 behind others",
                "Basic auth was "
                        + Base64.getEncoder().encodeToString(("anna:" + secret).getBytes(UTF_8)));
        ways.put(
                "base64 for addresses",
                "data "
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(secret.getBytes(UTF_8)));
        ways.put("base64, wrapped", "payload\n" + wrapped(base64, 16) + "\nend");
        ways.put(
                "hexadecimal",
                "bytes " + HexFormat.of().formatHex(secret.getBytes(UTF_8)) + " end");
        ways.put("over two lines", "it said " + half(secret, "\n") + " and went on");
        ways.put("over indented lines", "it said " + half(secret, "\r\n      ") + " and went on");
        ways.put("over an escaped line end", "{\"detail\":\"" + half(secret, "\\n") + "\"}");
        ways.put(
                "over a line end escaped twice",
                "{\\\"detail\\\":\\\"" + half(secret, "\\\\n") + "\\\"}");
        ways.put("in pieces", "it said\n" + wrapped(secret, 14) + "\nand went on");
        return ways;
    }

    private static String half(String secret, String between) {
        int middle = secret.length() / 2;
        return secret.substring(0, middle) + between + secret.substring(middle);
    }

    private static String wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        for (int at = 0; at < text.length(); at += width) {
            lines.add(text.substring(at, Math.min(text.length(), at + width)));
        }
        return String.join("\n", lines);
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String unicode(String text) {
        var all = new StringBuilder();
        text.chars().forEach(one -> all.append("\\u%04x".formatted(one)));
        return all.toString();
    }

    /// Whether a text gives one away: a part of it that is long enough to use or to guess the rest,
    /// however it is written.
    public static boolean shows(String text, String secret) {
        var bare = text.replaceAll("\\\\[nr]", "").replaceAll("[\\s\"'\\\\]", "");
        var needle = secret.replaceAll("[\\s\"'\\\\]", "");
        int part = Math.min(needle.length(), 14);
        for (int at = 0; at + part <= needle.length(); at++) {
            if (bare.contains(needle.substring(at, at + part))) {
                return true;
            }
        }
        return false;
    }
}
