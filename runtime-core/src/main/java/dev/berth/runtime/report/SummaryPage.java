package dev.berth.runtime.report;

import dev.berth.runtime.Episode;
import dev.berth.runtime.Examination;
import dev.berth.runtime.Sign;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The page that is read first: what is wrong, what happened lately, what lies beside it. Plain
/// HTML without anything that would be fetched.
final class SummaryPage {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final int EPISODES = 60;

    private SummaryPage() {}

    /// Not for others yet: it goes through the sieves as all else does.
    static Piece of(
            String version,
            Examination examination,
            List<Episode> story,
            List<Piece> pieces,
            ZoneId zone) {
        var page = new StringBuilder();
        page.append(
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Report of Berth</title>
                <style>
                body{font:15px/1.5 sans-serif;max-width:52em;margin:2em auto;padding:0 1em}
                table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2em .8em .2em 0}
                .fail{font-weight:bold}code{font-size:90%}
                </style></head><body>
                <h1>Report of Berth</h1>
                """);
        page.append("<p>Berth ")
                .append(html(version))
                .append(", made at ")
                .append(MOMENT.format(examination.at().atZone(zone)))
                .append(" (")
                .append(html(zone.getId()))
                .append(").</p>\n<h2>What was found</h2>\n<table>\n");
        for (var sign : examination.signs()) {
            row(page, sign);
        }
        page.append("</table>\n<h2>What happened lately</h2>\n<table>\n");
        for (var episode : story.reversed().stream().limit(EPISODES).toList()) {
            page.append("<tr><td>")
                    .append(MOMENT.format(episode.at().atZone(zone)))
                    .append("</td><td>")
                    .append(html(episode.sentence()))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n<h2>What lies beside this page</h2>\n<table>\n");
        for (var piece : pieces) {
            page.append("<tr><td><code>")
                    .append(html(piece.name()))
                    .append("</code></td><td>")
                    .append(html(piece.remark().orElse(piece.text().isBlank() ? "empty" : "")))
                    .append("</td></tr>\n");
        }
        page.append(
                """
                </table>
                <p>Keys, tokens, passwords, names of people and computers, mail addresses and addresses of the
                network were taken out: <code>(hidden)</code>, <code>(user)</code>, <code>(host)</code>,
                <code>(mail)</code>, <code>(address)</code> stand in their places. Nothing of what you and your
                assistant said to each other is in here but what stands in its log; look through it before you
                give it away.</p>
                </body></html>
                """);
        return Piece.of("summary.html", page.toString());
    }

    private static void row(StringBuilder page, Sign sign) {
        page.append("<tr class=\"")
                .append(sign.verdict().id())
                .append("\"><td>")
                .append(sign.verdict().id())
                .append("</td><td>")
                .append(html(sign.part().title()))
                .append("</td><td>")
                .append(html(sign.sentence()));
        sign.cure().ifPresent(cure -> page.append("<br>").append(html(cure)));
        for (var detail : sign.details()) {
            page.append("<br><code>").append(html(detail)).append("</code>");
        }
        page.append("</td></tr>\n");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
