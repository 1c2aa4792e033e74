package dev.berth.runtime.door;

import dev.berth.runtime.Voice.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/// The door's own pages, as HTML. They load nothing from anywhere, and only the style and the
/// script that stand in them may act.
final class Pages {
    private Pages() {}

    private static final String STYLE = resource("waiting.css");
    private static final String SCRIPT = resource("waiting.js");
    private static final String WAITING =
            resource("waiting.html").replace("{{style}}", STYLE).replace("{{script}}", SCRIPT);
    private static final String STILL = resource("still.html").replace("{{style}}", STYLE);

    /// Content-Security-Policy of each page.
    static final String POLICY =
            "default-src 'none'; style-src '%s'; script-src '%s'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                    .formatted(digest(STYLE), digest(SCRIPT));

    /// Tells how it stands, goes on telling it, and goes on by itself.
    static String waiting(Notice notice) {
        return filled(WAITING, notice);
    }

    /// Tells one thing.
    static String still(Notice notice) {
        return filled(STILL, notice);
    }

    private static String filled(String page, Notice notice) {
        var actions = new StringBuilder();
        notice.actions()
                .forEach(action -> actions.append("<li>").append(text(action)).append("</li>"));
        return page.replace("{{language}}", text(notice.language()))
                .replace("{{progress}}", text(notice.progress().orElse("")))
                .replace("{{actions}}", actions)
                .replace("{{title}}", text(notice.title()))
                .replace("{{sentence}}", text(notice.sentence()));
    }

    /// As text of a page, never as its markup, and never as one of our own marks.
    private static String text(String said) {
        var text = new StringBuilder();
        said.chars()
                .forEach(c -> {
                    if ("&<>\"'{}".indexOf(c) >= 0) {
                        text.append("&#").append(c).append(';');
                    } else {
                        text.append((char) c);
                    }
                });
        return text.toString();
    }

    private static String digest(String content) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Pages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
