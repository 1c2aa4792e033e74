package dev.berth.app.desktop;

import dev.berth.app.bus.BusAddress;
import dev.berth.app.bus.SessionBus;
import dev.berth.app.desk.OwnProgram;
import dev.berth.app.notice.DesktopNotices;
import dev.berth.app.notice.Notices;
import dev.berth.app.signin.Autostart;
import dev.berth.app.signin.LaunchAgent;
import dev.berth.app.signin.StartCommand;
import dev.berth.app.signin.WindowsRun;
import dev.berth.app.signin.XdgAutostart;
import dev.berth.app.tray.AwtTray;
import dev.berth.app.tray.Choice;
import dev.berth.app.tray.NoTray;
import dev.berth.app.tray.Tray;
import dev.berth.app.tray.TrayView;
import dev.berth.app.tray.notifier.Drawings;
import dev.berth.app.tray.notifier.StatusNotifierTray;
import dev.berth.runtime.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The desktop of this computer.
///
/// @param osName as in the system property `os.name`
/// @param javaHome where the Java lies that runs us; in the finished program the drawings lie
///   beside
public record PlatformDesktop(
        Map<String, String> environment, String osName, String userHome, Path javaHome, Home home)
        implements Desktop {
    public PlatformDesktop {
        environment = Map.copyOf(environment);
    }

    private boolean isMac() {
        return osName.startsWith("Mac");
    }

    private boolean isWindows() {
        return osName.startsWith("Windows");
    }

    @Override
    public boolean hasScreen() {
        return isMac()
                || isWindows()
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    @Override
    public Place open(TrayView first, Tray.Listener listener, Notices otherwise) {
        if (isMac() || isWindows()) {
            var tray = AwtTray.open(first, listener);
            return new OwnPlace(tray, tray instanceof AwtTray awt ? awt : otherwise, tray::close);
        }
        return BusAddress.of(environment)
                .<Place>map(address -> onTheBus(address, first, listener, otherwise))
                .orElseGet(() -> new OwnPlace(new NoTray(listener), otherwise, () -> {}));
    }

    private OwnPlace onTheBus(
            String address, TrayView first, Tray.Listener listener, Notices otherwise) {
        var bus = new AtomicReference<Optional<SessionBus>>(Optional.empty());
        var form = Drawings.Form.of(environment.getOrDefault("XDG_CURRENT_DESKTOP", ""));
        var tray =
                new StatusNotifierTray(
                        new Drawings(form, icons()),
                        first,
                        listener,
                        act -> bus.get().ifPresent(there -> there.tell(act)));
        var notices =
                new DesktopNotices(
                        Optional.of(appIcon()).filter(Files::exists),
                        () -> listener.chosen(Choice.SHOW),
                        otherwise);
        var session = new SessionBus(address, SessionBus.PAUSES, List.of(tray, notices));
        bus.set(Optional.of(session));
        session.begin();
        return new OwnPlace(
                tray,
                notices,
                () -> {
                    notices.close();
                    session.close();
                });
    }

    private Path icons() {
        return javaHome.resolve("share").resolve("icons");
    }

    private Path appIcon() {
        return icons().resolve("hicolor/64x64/apps/dev.berth.Berth.png");
    }

    @Override
    public Windows windows() {
        return new WindowProcess(OwnProgram.windowCommand(javaHome), home.logs());
    }

    @Override
    public Autostart autostart() {
        var launcher = OwnProgram.launcher(javaHome).orElseGet(() -> javaHome.resolve("bin/berth"));
        var command = StartCommand.of(launcher, environment);
        if (isMac()) {
            return new LaunchAgent(Path.of(userHome), command);
        }
        if (isWindows()) {
            return new WindowsRun(new ArrayList<>(List.of("reg.exe")), command);
        }
        return new XdgAutostart(XdgAutostart.folder(environment, userHome), command, appIcon());
    }

    private record OwnPlace(Tray tray, Notices notices, Runnable leave) implements Place {
        @Override
        public void close() {
            leave.run();
        }
    }
}
