package dev.berth.runtime.doctor;

import dev.berth.runtime.Home;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.FolderData;
import dev.berth.runtime.store.JournalCheck;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.JsonStateFile;
import dev.berth.runtime.store.JsonStateFile.Glimpse;
import dev.berth.runtime.store.RuntimeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What lies in the home: notes, settings, data, and to whom all of it belongs.
final class HomeChecks {
    private static final Set<PosixFilePermission> OF_OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    private final Home home;
    private final JsonStateFile state;
    private final JsonSettings settings;
    private final Account account;

    HomeChecks(Home home, JsonStateFile state, JsonSettings settings, Account account) {
        this.account = account;
        this.home = home;
        this.state = state;
        this.settings = settings;
    }

    List<Check> all() {
        return List.of(
                Check.of(Part.NOTES, _ -> notes()),
                Check.of(Part.SETTINGS, _ -> settings()),
                Check.of(Part.OWNERSHIP, _ -> folders()),
                Check.of(Part.DATA, _ -> data()));
    }

    // -- notes

    private Sign notes() throws IOException {
        if (!Files.isDirectory(home.state())) {
            return Files.exists(home.state(), LinkOption.NOFOLLOW_LINKS)
                    ? Found.NOTES_CLOSED.of(
                            Part.NOTES, List.of(home.state() + " should be a folder"))
                    : Found.NOTES_NONE.of(Part.NOTES);
        }
        var closed = closedNotes();
        if (!closed.isEmpty()) {
            return Found.NOTES_CLOSED.of(Part.NOTES, closed);
        }
        var damage = new ArrayList<String>();
        if (state.peek() instanceof Glimpse.Unreadable) {
            damage.add(home.state().resolve("runtime-state.json") + " cannot be understood");
        }
        disagreement().ifPresent(damage::add);
        damage.addAll(JournalCheck.damage(home.state()));
        if (!damage.isEmpty()) {
            return Found.NOTES_DAMAGED.of(Part.NOTES, damage);
        }
        return Found.NOTES_WELL.of(Part.NOTES, putAside());
    }

    private List<String> closedNotes() throws IOException {
        var closed = new ArrayList<String>();
        if (!Files.isReadable(home.state()) || !Files.isWritable(home.state())) {
            return List.of(help(home.state()));
        }
        try (var entries = Files.list(home.state())) {
            entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> !Files.isReadable(entry) || !Files.isWritable(entry))
                    .forEach(entry -> closed.add(help(entry)));
        }
        return closed;
    }

    private static String help(Path path) {
        return "%s: sudo chown -R \"$(id -un)\" '%s' && chmod u+rwX '%s'"
                .formatted(path, path, path);
    }

    /// The instance id is kept twice.
    private Optional<String> disagreement() throws IOException {
        var other = home.state().resolve("instance");
        if (!(state.peek() instanceof Glimpse.Kept(RuntimeState kept))) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(other + " is missing");
        }
        return Files.size(other) < 1000 && Files.readString(other).strip().equals(kept.instance())
                ? Optional.empty()
                : Optional.of(other + " and the notes name two different homes");
    }

    /// What Berth has kept of files that were damaged before.
    private List<String> putAside() throws IOException {
        try (var entries = Files.list(home.state())) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.contains(".unreadable"))
                    .map(name -> "put aside earlier: " + name)
                    .sorted()
                    .toList();
        }
    }

    // -- settings

    private Sign settings() {
        try {
            Settings _ = settings.load();
            return Found.SETTINGS_WELL.of(Part.SETTINGS);
        } catch (IOException e) {
            return Found.problem(
                    Part.SETTINGS,
                    ProblemKind.SETTINGS_UNREADABLE,
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    // -- to whom it belongs

    private Sign folders() throws IOException {
        if (!home.state().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Found.FOLDERS_WELL.of(Part.OWNERSHIP);
        }
        var us = account.owner();
        var foreign = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var path : ours()) {
            var seen =
                    Files.readAttributes(
                            path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!seen.owner().equals(us)) {
                foreign.add(
                        "%s belongs to %s: sudo chown -R \"$(id -un)\" '%s'"
                                .formatted(path, seen.owner().getName(), path));
            } else if (seen.permissions().stream().anyMatch(OF_OTHERS::contains)) {
                open.add(
                        "%s has the mode %s: chmod -R go-rwx '%s'"
                                .formatted(
                                        path,
                                        PosixFilePermissions.toString(seen.permissions()),
                                        path));
            }
        }
        if (!foreign.isEmpty()) {
            return Found.FOLDERS_FOREIGN.of(Part.OWNERSHIP, foreign);
        }
        return open.isEmpty()
                ? Found.FOLDERS_WELL.of(Part.OWNERSHIP)
                : Found.FOLDERS_OPEN.of(Part.OWNERSHIP, open);
    }

    /// The folders, and in those with secrets each file.
    private List<Path> ours() throws IOException {
        var paths = new ArrayList<Path>();
        var secrets = home.state().resolve("secrets");
        Stream.of(
                        home.config(),
                        home.state(),
                        secrets,
                        home.copies(),
                        home.logs(),
                        home.run(),
                        home.settingsFile())
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .filter(path -> !Files.isSymbolicLink(path))
                .forEach(paths::add);
        if (Files.isDirectory(secrets) && Files.isReadable(secrets)) {
            try (var files = Files.list(secrets)) {
                files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .forEach(paths::add);
            }
        }
        return paths;
    }

    // -- data

    private Sign data() throws IOException {
        var kept =
                state.peek() instanceof Glimpse.Kept(RuntimeState known)
                        ? Optional.of(known)
                        : Optional.<RuntimeState>empty();
        var look =
                new FolderData(home.data())
                        .look(
                                kept.filter(RuntimeState::dataMade).isPresent(),
                                kept.flatMap(RuntimeState::firstReadyAt).isPresent());
        var place = List.of(home.data().toString());
        return switch (look) {
            case DataFolder.State.Present _, DataFolder.State.NoRoom _ ->
                    Found.DATA_WELL.of(Part.DATA);
            case DataFolder.State.NeverMade _ -> Found.DATA_NONE.of(Part.DATA);
            case DataFolder.State.Gone _ -> Found.problem(Part.DATA, ProblemKind.DATA_GONE, place);
            case DataFolder.State.ReadOnly _ ->
                    Found.problem(Part.DATA, ProblemKind.DATA_READ_ONLY, place);
        };
    }
}
