package dev.berth.app.tray;

import dev.berth.app.notice.Notices;
import dev.berth.app.tray.TrayView.Item;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.awt.TrayIcon.MessageType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The icon beside the clock of Windows and in the menu bar of macOS. Everything here happens on
/// the event thread of the platform. Never loaded on Linux: `java.desktop` would come with it.
public final class AwtTray implements Tray, Notices {
    private static final Logger LOG = LoggerFactory.getLogger(AwtTray.class);
    private static final String SIZE = "64x64";

    private final Listener listener;
    private final TrayIcon icon;
    private final Map<String, Image> images = new HashMap<>();
    private TrayView shown;
    private List<MenuItem> lines = List.of();

    private AwtTray(TrayView first, Listener listener) {
        this.listener = listener;
        this.shown = first;
        this.icon = new TrayIcon(image(first), "Berth");
        icon.setImageAutoSize(true);
        icon.addActionListener(_ -> listener.chosen(Choice.SHOW));
        rebuild(first);
    }

    /// The icon; where the platform has no place for one, none. Returns at once.
    public static Tray open(TrayView first, Listener listener) {
        if (!SystemTray.isSupported()) {
            return new NoTray(listener);
        }
        var tray = new AwtTray(first, listener);
        EventQueue.invokeLater(tray::add);
        return tray;
    }

    private void add() {
        try {
            SystemTray.getSystemTray().add(icon);
            listener.present(true);
        } catch (AWTException e) {
            LOG.info("no icon: {}", e.getMessage());
            listener.present(false);
        }
    }

    @Override
    public void show(TrayView view) {
        EventQueue.invokeLater(() -> put(view));
    }

    private void put(TrayView view) {
        var before = shown;
        shown = view;
        if (!picture(view).equals(picture(before))) {
            icon.setImage(image(view));
        }
        icon.setToolTip("Berth: " + view.state());
        if (kinds(view).equals(kinds(before))) {
            for (int i = 0; i < lines.size(); i++) {
                refresh(lines.get(i), view.items().get(i));
            }
        } else {
            rebuild(view);
        }
    }

    /// What the items stand for: while that is the same, they are changed where they are.
    private static List<String> kinds(TrayView view) {
        return view.items().stream()
                .map(item ->
                        switch (item) {
                            case Item.Text _ -> "";
                            case Item.Offer offer -> offer.choice().name();
                            case Item.Line _ -> "-";
                        })
                .toList();
    }

    private void rebuild(TrayView view) {
        var menu = new PopupMenu();
        var made = new ArrayList<MenuItem>();
        for (var item : view.items()) {
            var line = new MenuItem(item instanceof Item.Line ? "-" : "");
            refresh(line, item);
            if (item instanceof Item.Offer(var choice, _, _)) {
                line.addActionListener(_ -> listener.chosen(choice));
            }
            menu.add(line);
            made.add(line);
        }
        lines = List.copyOf(made);
        icon.setPopupMenu(menu);
    }

    private static void refresh(MenuItem line, Item item) {
        switch (item) {
            case Item.Text(var text) -> {
                line.setLabel(text);
                line.setEnabled(false);
            }
            case Item.Offer(_, var label, var enabled) -> {
                line.setLabel(label);
                line.setEnabled(enabled);
            }
            case Item.Line _ -> line.setLabel("-");
        }
    }

    private static String picture(TrayView view) {
        return view.picture().file(view.frame());
    }

    private Image image(TrayView view) {
        return images.computeIfAbsent(
                picture(view).toLowerCase(Locale.ROOT),
                name -> {
                    var file = "META-INF/berth/icons/hicolor/" + SIZE + "/apps/" + name + ".png";
                    return Toolkit.getDefaultToolkit()
                            .createImage(
                                    Objects.requireNonNull(
                                            ClassLoader.getSystemResource(file), file));
                });
    }

    @Override
    public void tell(Notice notice) {
        EventQueue.invokeLater(() ->
                icon.displayMessage(
                        notice.title(),
                        notice.sentence(),
                        notice.urgent() ? MessageType.WARNING : MessageType.INFO));
    }

    /// The platform takes its own messages back.
    @Override
    public void withdraw() {
        // There is no way to.
    }

    @Override
    public void close() {
        EventQueue.invokeLater(() -> SystemTray.getSystemTray().remove(icon));
    }
}
