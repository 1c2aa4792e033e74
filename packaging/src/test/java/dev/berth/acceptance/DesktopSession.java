package dev.berth.acceptance;

import dev.berth.acceptance.Program.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A desktop of one test: a display, a session bus, a window manager and, where wanted, a real
/// panel whose systray shows status notifier items. Closing it ends what was started here.
final class DesktopSession implements AutoCloseable {
    private static final Duration SOON = Await.LONG;
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;
    private static final int PANEL = 28;
    // More than a focus, a caret and a hover make; a tenth of what another page does.
    private static final double OTHER_PAGE = 0.01;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<Process> started = new ArrayDeque<>();

    private DesktopSession(Path folder) {
        this.folder = folder;
    }

    /// A desktop that shows no icons of programs.
    static DesktopSession withoutPanel() throws Exception {
        var session = new DesktopSession(Files.createTempDirectory("berth-desktop-"));
        try {
            session.open();
            return session;
        } catch (Exception | AssertionError e) {
            session.close();
            throw e;
        }
    }

    /// A desktop with xfce4-panel, whose systray is there.
    static DesktopSession withPanel() throws Exception {
        var session = withoutPanel();
        try {
            session.startPanel();
            return session;
        } catch (Exception | AssertionError e) {
            session.close();
            throw e;
        }
    }

    private void open() throws Exception {
        configure();
        var display = folder.resolve("display");
        // With -noreset it does not begin anew, and lose who is just coming, when a look was the
        // last to go.
        start(
                "xvfb",
                "sh",
                "-c",
                "exec Xvfb -displayfd 3 -noreset -screen 0 %dx%dx24 -nolisten tcp 3>%s"
                        .formatted(WIDTH, HEIGHT, display));
        environment.put("DISPLAY", ":" + written(display));
        var bus = folder.resolve("bus");
        start("bus", "sh", "-c", "exec dbus-daemon --session --nofork --print-address=3 3>" + bus);
        environment.put("DBUS_SESSION_BUS_ADDRESS", written(bus));
        start("openbox", "openbox");
        Await.value(
                "window manager",
                SOON,
                () ->
                        Optional.of(run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").text())
                                .filter(told -> told.contains("window id")),
                () -> all("openbox", "xvfb", "bus"));
    }

    /// What these programs said, for a failure.
    private String all(String... names) {
        var all = new StringBuilder();
        for (var name : names) {
            try {
                all.append(name).append(": ").append(said(name)).append('\n');
            } catch (IOException e) {
                all.append(e).append('\n');
            }
        }
        return all.toString();
    }

    /// Settings of this desktop alone; those of the engine stay the person's.
    private void configure() throws IOException {
        var config = Files.createDirectories(folder.resolve("config"));
        var engine = Path.of(System.getProperty("user.home"), ".config", "containers");
        if (Files.isDirectory(engine)) {
            Files.createSymbolicLink(config.resolve("containers"), engine);
        }
        var panel =
                Files.createDirectories(config.resolve("xfce4/xfconf/xfce-perchannel-xml"))
                        .resolve("xfce4-panel.xml");
        Files.writeString(
                panel,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <channel name="xfce4-panel" version="1.0">
                  <property name="configver" type="int" value="2"/>
                  <property name="panels" type="array"><value type="int" value="1"/>
                    <property name="panel-1" type="empty">
                      <property name="position" type="string" value="p=6;x=0;y=0"/>
                      <property name="length" type="uint" value="100"/>
                      <property name="position-locked" type="bool" value="true"/>
                      <property name="size" type="uint" value="28"/>
                      <property name="plugin-ids" type="array">
                        <value type="int" value="1"/><value type="int" value="2"/>
                      </property>
                    </property>
                  </property>
                  <property name="plugins" type="empty">
                    <property name="plugin-1" type="string" value="separator">
                      <property name="expand" type="bool" value="true"/>
                    </property>
                    <property name="plugin-2" type="string" value="systray"/>
                  </property>
                </channel>
                """);
        environment.put("XDG_CONFIG_HOME", config.toString());
        environment.put("NO_AT_BRIDGE", "1");
    }

    /// The variables of a program of this desktop.
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /// Where the desktop keeps its settings.
    Path config() {
        return folder.resolve("config");
    }

    /// Starts the panel and waits until its systray takes items.
    Process startPanel() throws Exception {
        var panel = start("panel", "xfce4-panel", "--disable-wm-check");
        Await.until(
                "systray",
                SOON,
                () -> watcher().contains("'IsStatusNotifierHostRegistered': <true>"));
        // A window that opens while the panel takes its room may land under it.
        Await.until(
                "room left by the panel",
                SOON,
                () -> !run("xprop", "-root", "_NET_WORKAREA").out().contains("= 0, 0,"));
        return panel;
    }

    /// What the systray says of itself.
    private String watcher() throws Exception {
        return gdbus(
                        "org.kde.StatusNotifierWatcher",
                        "/StatusNotifierWatcher",
                        "org.freedesktop.DBus.Properties.GetAll",
                        "org.kde.StatusNotifierWatcher")
                .out();
    }

    /// The items that the systray knows, as it names them.
    String items() throws Exception {
        var told = watcher();
        var name = "'RegisteredStatusNotifierItems':";
        int at = told.indexOf(name);
        return at < 0 ? "" : told.substring(at + name.length(), told.indexOf(']', at) + 1);
    }

    /// Calls a method on the session bus.
    Outcome gdbus(String name, String path, String method, String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                "gdbus",
                                "call",
                                "--session",
                                "--timeout=20",
                                "--dest=" + name,
                                "--object-path=" + path,
                                "--method=" + method));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /// Runs a program of this desktop to its end.
    Outcome run(String... command) throws IOException, InterruptedException {
        return Program.run(List.of(command), environment, SOON);
    }

    /// Starts a program of this desktop.
    Process start(String name, String... command) throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        started.push(process);
        return process;
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /// What a program said.
    String said(String name) throws IOException {
        return Files.readString(log(name), StandardCharsets.UTF_8);
    }

    // -- windows

    /// The visible windows of this title, as the display numbers them.
    List<String> windows(String title) throws Exception {
        return run("xdotool", "search", "--onlyvisible", "--name", title).lines();
    }

    /// The one window of this title, once it is there.
    String window(String title) throws Exception {
        Await.until("window " + title, SOON, () -> windows(title).size() == 1);
        return windows(title).getFirst();
    }

    void awaitNoWindow(String title) throws Exception {
        Await.until("end of the window " + title, SOON, () -> windows(title).isEmpty());
    }

    /// Waits until a window shows something: it is there a moment before it is painted.
    void awaitPainted(String window) throws Exception {
        Await.until(
                "picture in the window", SOON, () -> Integer.parseInt(measured(window, "%k")) > 8);
    }

    /// Waits until a window stands below the panel, where its title can be reached.
    void awaitInSight(String window) throws Exception {
        Await.value(
                "window below the panel",
                SOON,
                () ->
                        Optional.of(run("xwininfo", "-id", window).out())
                                .filter(told -> top(told) >= PANEL),
                () -> "one that is under it");
    }

    private static int top(String told) {
        return Integer.parseInt(
                told.replaceFirst("(?s).*Absolute upper-left Y:\\s+(-?\\d+).*", "$1"));
    }

    /// What a window shows, as a number of its picture, once that has not changed for a few looks.
    String picture(String window) throws Exception {
        var looks = new ArrayDeque<String>();
        return Await.value(
                "still picture",
                SOON,
                () -> {
                    looks.addLast(measured(window, "%#"));
                    if (looks.size() > 4) {
                        looks.removeFirst();
                    }
                    return looks.size() == 4 && looks.stream().distinct().count() == 1
                            ? Optional.of(looks.getFirst())
                            : Optional.empty();
                },
                looks::toString);
    }

    /// Waits until a window shows something else, and that is still.
    void awaitOther(String window, String before) throws Exception {
        Await.until("other picture", SOON, () -> !picture(window).equals(before));
    }

    /// Waits until a window is still, and keeps a picture of it for people.
    void awaitTurn(String window, String name) throws Exception {
        picture(window);
        screenshot(name);
    }

    /// Keeps what a window shows, once it is still, to be compared.
    Path keptPicture(String window) throws Exception {
        picture(window);
        var picture = Files.createTempFile(folder, "kept-", ".png");
        run("import", "-window", window, picture.toString());
        return picture;
    }

    /// The same once the window shows another page than before.
    Path keptPictureOtherThan(String window, Path before) throws Exception {
        return Await.value(
                "other page",
                SOON,
                () -> {
                    var now = keptPicture(window);
                    return difference(now, before) > OTHER_PAGE
                            ? Optional.of(now)
                            : Optional.empty();
                },
                () -> "the same");
    }

    /// How different two pictures are: 0 to 1.
    double difference(Path one, Path other) throws Exception {
        var told = run("compare", "-metric", "RMSE", one.toString(), other.toString(), "null:");
        return Double.parseDouble(told.text().replaceFirst("(?s).*\\((\\S+)\\).*", "$1"));
    }

    /// The mean of a window's picture, in percent of white.
    double brightness(String window) throws Exception {
        return Double.parseDouble(measured(window, "%[fx:100*mean]"));
    }

    private String measured(String window, String format) throws Exception {
        var picture = Files.createTempFile(folder, "window-", ".png");
        run("import", "-window", window, picture.toString());
        return run("convert", picture.toString(), "-colorspace", "Gray", "-format", format, "info:")
                .out()
                .strip();
    }

    /// Which process a window belongs to.
    ProcessHandle owner(String window) throws Exception {
        var pid = Long.parseLong(run("xdotool", "getwindowpid", window).out().strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /// Presses keys in a window, such as `alt+r`.
    void press(String window, String... keys) throws Exception {
        run("xdotool", "windowactivate", "--sync", window);
        for (var key : keys) {
            run("xdotool", "key", "--clearmodifiers", key);
        }
    }

    /// Types into a window.
    void type(String window, String text) throws Exception {
        run("xdotool", "windowactivate", "--sync", window);
        run("xdotool", "type", "--delay", "20", text);
    }

    /// Closes a window as its cross does.
    void close(String window) throws Exception {
        run("wmctrl", "-i", "-c", window);
    }

    /// Keeps a picture of the whole screen for people.
    void screenshot(String name) throws Exception {
        var pictures = Path.of(Surroundings.named("BERTH_SCREENSHOTS", "a folder for pictures"));
        Files.createDirectories(pictures);
        run("import", "-window", "root", pictures.resolve("desktop-" + name + ".png").toString());
    }

    private static String written(Path file) throws Exception {
        Await.until(
                file.getFileName().toString(),
                SOON,
                () -> Files.exists(file) && Files.readString(file).endsWith("\n"));
        return Files.readString(file).strip();
    }

    /// Ends a program that was started here, with what it has started.
    void end(Process process) throws InterruptedException {
        var all = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        started.remove(process);
    }

    @Override
    public void close() throws IOException {
        try {
            while (!started.isEmpty()) {
                end(started.peek());
            }
            // What the bus has started for others has the display in its environment.
            var mark = "DISPLAY=" + environment.get("DISPLAY");
            ProcessHandle.allProcesses()
                    .filter(process -> Proc.environment(process.pid()).contains(mark))
                    .forEach(ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException stillWriting) {
            // A temporary folder; what is left of it does no harm.
        }
    }
}
