package dev.berth.runtime.report;

import dev.berth.runtime.Home;
import dev.berth.runtime.diagnosis.Sieves;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Gathers what must not get out: all secrets that lie in the home, and the names of the person and
/// this computer. Reads only; what cannot be read is passed over, for then nobody can have written
/// it anywhere either.
final class Harvest {
    private static final int MOST_FILES = 1500;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_VALUES = 600;
    private static final int LONGEST_VALUE = 4096;
    private static final int DEEPEST = 6;
    private static final long LONGEST_NANOS = 1_500_000_000L;

    private static final String NAME =
            "(?i:token|secret|passw|passphrase|api[-_]?key|private[-_]?key|credential|auth|bearer"
                    + "|cookie|access|refresh|session|signature|webhook|client[-_]?id|\\bkey)";

    private static final Pattern JSON_FIELD =
            Pattern.compile(
                    "\"[^\"\\n]{0,60}"
                            + NAME
                            + "[^\"\\n]{0,60}\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){6,4096})\"");
    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "(?m)^\\s*(?:export\\s+)?[A-Za-z0-9_.-]{0,60}"
                            + NAME
                            + "[A-Za-z0-9_.-]{0,60}\\s*[=:]\\s*[\"']?([^\"'\\s#]{6,4096})");
    private static final Pattern TELLING_FILE =
            Pattern.compile(
                    "(?i).*(token|secret|passw|credential|\\.key|\\.pem|id_rsa|id_ed25519).*");
    private static final Pattern WORTH_READING =
            Pattern.compile(
                    "(?i).*\\.(json|jsonl|env|toml|ya?ml|ini|conf|cfg|txt|key|pem|html)|\\.env.*|[^.]+");
    private static final Pattern IN_ADDRESS = Pattern.compile("://([^/@\\s\"]+)@");
    private static final Pattern AFTER_HASH = Pattern.compile("[#?&]token=([^&\\s\"'<>]{6,})");

    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> users = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();

    private Harvest() {}

    /// All there is to know.
    ///
    /// @param root of the system's own files
    static Harvest of(Home home, Map<String, String> environment, Path root) {
        var harvest = keys(home, environment);
        harvest.walk(home.run(), 2);
        harvest.walk(home.data(), DEEPEST);
        harvest.names(environment, root);
        return harvest;
    }

    /// What Berth itself keeps; costs nearly nothing.
    static Harvest keys(Home home, Map<String, String> environment) {
        var harvest = new Harvest();
        harvest.wholeFiles(home.state().resolve("secrets"));
        environment.forEach((name, value) -> {
            if (name.matches("(?i).*(token|secret|passw|api_?key|credential|_auth|cookie).*")) {
                harvest.secret(value);
            }
            harvest.inAddresses(value);
        });
        harvest.walk(home.config(), 1);
        return harvest;
    }

    Sieves forOthers() {
        return Sieves.forOthers(secrets, users, hosts);
    }

    Sieves forThePerson() {
        return Sieves.forThePerson(secrets);
    }

    /// How many secrets are known by value.
    int count() {
        return secrets.size();
    }

    private void secret(String value) {
        var plain = value.strip();
        if (plain.length() >= 6
                && plain.length() <= LONGEST_VALUE
                && secrets.size() < MOST_VALUES
                && !isWord(plain)) {
            secrets.add(plain);
        }
    }

    /// What stands behind a telling name may be no secret at all.
    private static boolean isWord(String value) {
        return value.matches(
                "(?i)true|false|null|none|[a-z]{1,11}|https?://[a-z0-9.:/_-]+|/[a-z0-9./_-]*|[0-9.]{1,9}");
    }

    // -- files

    private void wholeFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> {
                        var text = text(file);
                        secret(text);
                        text.lines().forEach(this::secret);
                    });
        } catch (IOException unreadable) {
            // said above
        }
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void walk(Path folder, int deepest) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, Set.of(), deepest, new Visit());
        } catch (IOException unreadable) {
            // said above
        }
    }

    private final class Visit extends SimpleFileVisitor<Path> {
        private final long until = System.nanoTime() + LONGEST_NANOS;
        private int files;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (++files > MOST_FILES || System.nanoTime() - until > 0) {
                return FileVisitResult.TERMINATE;
            }
            var name = String.valueOf(file.getFileName());
            if (attributes.isRegularFile()
                    && attributes.size() <= MOST_BYTES
                    && WORTH_READING.matcher(name).matches()) {
                read(file, name);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return String.valueOf(folder.getFileName()).equals("node_modules")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }
    }

    private void read(Path file, String name) {
        var text = text(file);
        if (TELLING_FILE.matcher(name).matches() && !name.endsWith(".json")) {
            secret(text);
            text.lines().forEach(this::secret);
        }
        found(JSON_FIELD, text);
        found(ASSIGNED, text);
        found(AFTER_HASH, text);
        inAddresses(text);
        hostsIn(text, name);
    }

    private void found(Pattern pattern, String text) {
        pattern.matcher(text).results().forEach(found -> secret(found.group(1)));
    }

    /// `user:password` before the name of a computer.
    private void inAddresses(String text) {
        IN_ADDRESS
                .matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(":", 2)))
                .forEach(this::secret);
    }

    /// What the person named to Berth.
    private void hostsIn(String text, String name) {
        if (!name.startsWith("settings")) {
            return;
        }
        Pattern.compile("https?://[^\\s\"]+")
                .matcher(text)
                .results()
                .map(found -> host(found.group()))
                .filter(host -> !host.isEmpty())
                .forEach(hosts::add);
        Pattern.compile("\"names\"\\s*:\\s*\\[([^\\]]*)\\]")
                .matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split("[\",\\s]+", -1)))
                .filter(one -> !one.isEmpty())
                .forEach(hosts::add);
    }

    private static String host(String address) {
        try {
            var host = URI.create(address).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    // -- who and where

    private void names(Map<String, String> environment, Path root) {
        var account = System.getProperty("user.name", "");
        Stream.of("USER", "LOGNAME", "USERNAME", "SUDO_USER")
                .map(name -> environment.getOrDefault(name, ""))
                .forEach(users::add);
        users.add(account);
        users.add(String.valueOf(Path.of(System.getProperty("user.home", "/")).getFileName()));
        lines(root.resolve("etc/passwd"))
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > 5)
                .filter(fields -> fields[0].equals(account) || isOfAPerson(fields[2]))
                .forEach(fields -> person(fields[0], fields[4].split(",", 2)[0]));
        Stream.of("HOSTNAME", "HOST", "COMPUTERNAME")
                .map(name -> environment.getOrDefault(name, ""))
                .forEach(this::computer);
        Stream.of("proc/sys/kernel/hostname", "etc/hostname", "etc/machine-id")
                .flatMap(file -> lines(root.resolve(file)))
                .forEach(this::computer);
        lines(root.resolve("etc/hosts"))
                .map(line -> line.replaceFirst("#.*", "").strip().split("\\s+", -1))
                .flatMap(fields -> Stream.of(fields).skip(1))
                .filter(name -> !name.matches("(?i)(ip6-.*|.*localhost.*|broadcasthost|host\\..*)"))
                .forEach(this::computer);
    }

    /// Accounts of the system have smaller numbers (login.defs(5), `UID_MIN`).
    private static boolean isOfAPerson(String number) {
        return number.matches("[0-9]{4,5}") && Integer.parseInt(number) < 60_000;
    }

    private void person(String account, String full) {
        users.add(account);
        users.add(full);
        users.addAll(List.of(full.split("\\s+", -1)));
    }

    /// With its domain and without.
    private void computer(String name) {
        hosts.add(name.strip());
        hosts.add(name.strip().split("\\.", 2)[0]);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
