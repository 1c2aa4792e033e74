package dev.berth.app.desktop;

import dev.berth.app.notice.Notices;
import dev.berth.app.signin.Autostart;
import dev.berth.app.tray.Tray;
import dev.berth.app.tray.TrayView;
import dev.berth.runtime.Screens.View;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// A desktop that remembers what it was shown and told, and on which a test clicks.
public final class ScriptedDesktop implements Desktop, Windows, Autostart {
    public final BlockingQueue<TrayView> views = new LinkedBlockingQueue<>();
    public final BlockingQueue<Tray.Listener> listeners = new LinkedBlockingQueue<>();
    public final BlockingQueue<Notices.Notice> notices = new LinkedBlockingQueue<>();
    public final BlockingQueue<String> listed = new LinkedBlockingQueue<>();
    public final List<View> opened = new CopyOnWriteArrayList<>();
    public final List<String> refusals = new CopyOnWriteArrayList<>();
    public boolean screen = true;
    public volatile boolean left;
    public volatile boolean windowsEnded;
    public volatile boolean windowsLeft;
    public Entry entry = Entry.NONE;

    @Override
    public boolean hasScreen() {
        return screen;
    }

    @Override
    public Place open(TrayView first, Tray.Listener listener, Notices otherwise) {
        views.add(first);
        listeners.add(listener);
        return new Place() {
            @Override
            public Tray tray() {
                return new Tray() {
                    @Override
                    public void show(TrayView view) {
                        views.add(view);
                    }

                    @Override
                    public void close() {
                        // With its place.
                    }
                };
            }

            @Override
            public Notices notices() {
                return new Notices() {
                    @Override
                    public void tell(Notice notice) {
                        notices.add(notice);
                    }

                    @Override
                    public void withdraw() {
                        // Nobody looks.
                    }
                };
            }

            @Override
            public void close() {
                left = true;
            }
        };
    }

    @Override
    public Windows windows() {
        return this;
    }

    @Override
    public Autostart autostart() {
        return this;
    }

    @Override
    public void open(View view) {
        opened.add(view);
    }

    @Override
    public void openNotice() {
        // Nobody looks.
    }

    @Override
    public void openRefused(String sentence) {
        refusals.add(sentence);
    }

    @Override
    public void leave() {
        windowsLeft = true;
    }

    @Override
    public void end() {
        windowsEnded = true;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public void enter() {
        listed.add("enter");
    }

    @Override
    public void remove() {
        listed.add("remove");
    }

    /// The newest view that was shown.
    public Optional<TrayView> newest() {
        return views.stream().reduce((_, last) -> last);
    }
}
