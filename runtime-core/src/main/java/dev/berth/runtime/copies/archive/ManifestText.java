package dev.berth.runtime.copies.archive;

import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.Line;
import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import dev.berth.runtime.copies.tree.Stamp;
import java.util.Locale;
import java.util.regex.Pattern;

/// A line of the manifest: kind, mode, owner, group, time, size, SHA-256 or `-`, name, and where a
/// link leads or `-`; names with percent signs, so that blanks part them.
final class ManifestText {
    private static final Pattern FORM =
            Pattern.compile(
                    "(file|folder|link) ([0-7]{1,4}) (-?\\d{1,10}) (-?\\d{1,10})"
                            + " (-?\\d{1,18})\\.(\\d{9}) (\\d{1,18}) (-|[0-9a-f]{64}) (\\S+) (\\S+)");

    private ManifestText() {}

    static String write(Line line) {
        var node = line.node();
        return "%s %o %d %d %d.%09d %d %s %s %s\n"
                .formatted(
                        node.kind().name().toLowerCase(Locale.ROOT),
                        node.mode(),
                        node.owner(),
                        node.group(),
                        node.modified().seconds(),
                        node.modified().nanos(),
                        node.size(),
                        line.sum().isEmpty() ? "-" : line.sum(),
                        node.name(),
                        node.kind() == Kind.LINK ? node.link() : "-");
    }

    static Line read(String text) throws BadCopy {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadCopy("its list cannot be read");
        }
        try {
            var kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT));
            var name = name(form.group(9));
            var link = kind == Kind.LINK ? name(form.group(10)) : RawName.ROOT;
            var sum = form.group(8).equals("-") ? "" : form.group(8);
            if (sum.isEmpty() == (kind == Kind.FILE)
                    || (kind == Kind.LINK) != (link.length() > 0)) {
                throw new BadCopy("its list cannot be read");
            }
            return new Line(
                    new Node(
                            name,
                            kind,
                            Integer.parseInt(form.group(2), 8) & 01777,
                            Integer.parseInt(form.group(3)),
                            Integer.parseInt(form.group(4)),
                            Long.parseLong(form.group(7)),
                            new Stamp(
                                    Long.parseLong(form.group(5)), Integer.parseInt(form.group(6))),
                            new Stamp(0, 0),
                            0,
                            link),
                    sum);
        } catch (NumberFormatException _) {
            throw new BadCopy("its list cannot be read");
        }
    }

    private static RawName name(String text) throws BadCopy {
        return RawName.parse(text).orElseThrow(() -> new BadCopy("its list cannot be read"));
    }
}
