package dev.berth.acceptance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Berth's icon as the panel sees it, read over the session bus by a program of the system.
record TrayItem(DesktopSession session, String name, String path) {
    private static final Duration SOON = Await.LONG;
    private static final Pattern REGISTERED = Pattern.compile("'([^'@/]+)@?(/[^']*)?'");
    private static final Pattern ENTRY =
            Pattern.compile("<\\((\\d+), \\{([^{}]*)\\}, (?:@av )?\\[");
    private static final Pattern LABEL = Pattern.compile("'label': <['\"](.*?)['\"]>");

    /// An entry of the menu.
    ///
    /// @param label as it is read, without the sign before the letter that chooses it
    record Entry(int id, String label, boolean enabled, boolean visible) {}

    /// The one item that the panel knows, once it is there.
    static TrayItem of(DesktopSession session) throws Exception {
        return Await.value(
                "icon",
                SOON,
                () -> {
                    var items = REGISTERED.matcher(session.items());
                    return items.find()
                            ? Optional.of(
                                    new TrayItem(
                                            session,
                                            items.group(1),
                                            Optional.ofNullable(items.group(2))
                                                    .orElse("/StatusNotifierItem")))
                            : Optional.empty();
                },
                () -> {
                    try {
                        return session.items();
                    } catch (Exception e) {
                        return e.toString();
                    }
                });
    }

    /// A property as text, without quotes; empty where it is not there.
    String property(String property) throws Exception {
        var told =
                session.gdbus(
                                name,
                                path,
                                "org.freedesktop.DBus.Properties.Get",
                                "org.kde.StatusNotifierItem",
                                property)
                        .out()
                        .strip();
        return told.replaceFirst("^\\(<(?:objectpath )?['\"]?", "")
                .replaceFirst("['\"]?>,\\)$", "");
    }

    /// The menu from top to bottom, separators left out.
    List<Entry> menu() throws Exception {
        var told =
                session.gdbus(
                                name,
                                property("Menu"),
                                "com.canonical.dbusmenu.GetLayout",
                                "0",
                                "--",
                                "-1",
                                "@as []")
                        .out();
        var entries = new LinkedHashMap<Integer, Entry>();
        var matcher = ENTRY.matcher(told);
        while (matcher.find()) {
            var properties = matcher.group(2);
            var label = LABEL.matcher(properties);
            if (label.find()) {
                int id = Integer.parseInt(matcher.group(1));
                entries.put(
                        id,
                        new Entry(
                                id,
                                label.group(1)
                                        .replace("__", "\u0000")
                                        .replace("_", "")
                                        .replace("\u0000", "_"),
                                !properties.contains("'enabled': <false>"),
                                !properties.contains("'visible': <false>")));
            }
        }
        return List.copyOf(entries.values());
    }

    /// The visible labels, and whether each can be chosen.
    Map<String, Boolean> labels() throws Exception {
        var labels = new LinkedHashMap<String, Boolean>();
        menu().stream()
                .filter(Entry::visible)
                .forEach(entry -> labels.put(entry.label(), entry.enabled()));
        return labels;
    }

    /// Waits until the first line of the menu begins so.
    void awaitState(String begin, Duration atMost) throws Exception {
        Await.value(
                "state " + begin,
                atMost,
                () -> menu().stream().findFirst().filter(entry -> entry.label().startsWith(begin)),
                () -> {
                    try {
                        return menu().toString();
                    } catch (Exception e) {
                        return e.toString();
                    }
                });
    }

    /// Chooses an entry that can be chosen.
    void choose(String label) throws Exception {
        var entry =
                menu().stream()
                        .filter(one -> one.visible() && one.enabled() && one.label().equals(label))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no '" + label + "' to choose"));
        session.gdbus(
                name,
                property("Menu"),
                "com.canonical.dbusmenu.Event",
                Integer.toString(entry.id()),
                "clicked",
                "<''>",
                "0");
    }

    /// A click with the left button.
    void click() throws Exception {
        session.gdbus(name, path, "org.kde.StatusNotifierItem.Activate", "0", "0");
    }
}
