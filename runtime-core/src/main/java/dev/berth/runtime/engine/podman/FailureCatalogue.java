package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.*;

import dev.berth.runtime.engine.EngineFailure;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a failed command means. Podman's exit code is 125 for nearly everything, so that only its
/// text tells causes apart (podman.md, finding 4). The first row that matches wins; the lines that
/// begin with `Error:` are read first, because warnings of an earlier, survived trouble stand
/// before them.
final class FailureCatalogue {

    private static final int ANY = -1;

    /// @param verbs which commands, parted by spaces; `*` is any
    /// @param exit the exit code; [#ANY] is any
    /// @param fragment in lower case; a `…` stands between two parts of it
    private record Row(String verbs, int exit, String fragment, EngineFailure.Kind kind) {

        boolean matches(String verb, int code, String text) {
            return (verbs.equals("*") || Set.of(verbs.split(" ", -1)).contains(verb))
                    && (exit == ANY || exit == code)
                    && contains(text);
        }

        private boolean contains(String text) {
            int at = 0;
            for (var part : fragment.split("…", -1)) {
                int found = text.indexOf(part, at);
                if (found < 0) {
                    return false;
                }
                at = found + part.length();
            }
            return true;
        }
    }

    /// Seen: marked with where (4.3.1 is ours, recorded rootless and as root); the others are from
    /// podman.md, whose row is named.
    // @formatter:off
    private static final List<Row> ROWS =
            List.of(
                    // disk
                    row("*", ANY, "no space left on device", NO_ROOM), // D-01
                    row("*", ANY, "disk quota exceeded", NO_ROOM),

                    // things by name or id
                    row("secret-create", 125, "secret name in use", NAME_TAKEN), // 4.3.1
                    row("create start", 125, "no secret with name or id", SECRET_MISSING), // 4.3.1
                    row("create start", 125, "secret…no such", SECRET_MISSING),
                    row("*", ANY, "no such secret", NO_SUCH_THING), // 4.3.1
                    row("create", 125, "that name is already in use", NAME_TAKEN), // 4.3.1
                    row("create", 125, "container name…is already in use", NAME_TAKEN), // 4.3.1
                    row(
                            "*",
                            ANY,
                            "no such container",
                            NO_SUCH_THING), // 4.3.1, exit 125; of `rm` exit 1
                    row("*", ANY, "no container with name or id", NO_SUCH_THING), // 4.3.1
                    row("create", 125, "image not known", RELEASE_MISSING), // 4.3.1
                    row("*", ANY, "image not known", NO_SUCH_THING), // 4.3.1
                    row("*", ANY, "no such image", NO_SUCH_THING),

                    // ports: rootless, as root, pasta
                    row("start", ANY, "address already in use", PORT_TAKEN), // 4.3.1, 125
                    row("start", ANY, "failed to bind port", PORT_TAKEN),
                    row("start", ANY, "pasta failed…listen", PORT_TAKEN), // L-12
                    row("create start", ANY, "proxy already running", PORT_TAKEN), // S-07

                    // states
                    row("*", ANY, "container state improper", WRONG_STATE), // 4.3.1, `rm` exits 2
                    row("*", ANY, "cannot be removed without force", WRONG_STATE), // 4.3.1
                    row(
                            "pause unpause",
                            125,
                            "not supported for cgroupv1 rootless",
                            WRONG_STATE), // 4.3.1
                    row("*", ANY, "can only kill running containers", WRONG_STATE), // 4.3.1

                    // files we named
                    row(
                            "load",
                            125,
                            "payload does not match any of the supported image formats",
                            UNREADABLE), // 4.3.1
                    row(
                            "load secret-create",
                            125,
                            "no such file or directory",
                            NO_SUCH_THING), // 4.3.1
                    row("create", 125, "statfs…no such file or directory", NO_SUCH_THING), // 4.3.1

                    // fetching
                    row("fetch", ANY, "manifest unknown", RELEASE_MISSING),
                    row("fetch", ANY, "name unknown", RELEASE_MISSING),
                    row("fetch", ANY, "repository does not exist", RELEASE_MISSING),
                    row("fetch", ANY, "unauthorized", RELEASE_MISSING),
                    row("fetch", ANY, "access to the resource is denied", RELEASE_MISSING),
                    row("fetch", ANY, "reading manifest…: denied", RELEASE_MISSING),
                    row("fetch", ANY, "short-name…did not resolve", RELEASE_MISSING),
                    row("fetch", ANY, "invalid reference format", RELEASE_MISSING),
                    row("fetch", ANY, "toomanyrequests", NETWORK), // I-01
                    row("fetch", ANY, "too many requests", NETWORK), // I-01
                    row("fetch", ANY, "unexpected eof", NETWORK), // I-01
                    row("fetch", ANY, "stream error", NETWORK), // I-01
                    row("fetch", ANY, "timeout", NETWORK), // I-01
                    row("fetch", ANY, "timed out", NETWORK), // I-01
                    row("fetch", ANY, "x509", NETWORK), // I-03
                    row("fetch", ANY, "text/html", NETWORK), // I-02
                    row("fetch", ANY, "tls:", NETWORK),
                    row(
                            "fetch",
                            ANY,
                            "dial tcp",
                            NETWORK), // 4.3.1: no such host, connection refused
                    row("fetch", ANY, "connection re", NETWORK), // refused, reset
                    row("fetch", ANY, "network is unreachable", NETWORK),
                    row("fetch", ANY, "pinging container registry", NETWORK), // 4.3.1
                    row("fetch", ANY, "error getting credentials", NETWORK), // B-13

                    // the account and the session
                    row("*", ANY, "single mapping", USER_IDS_MISSING), // L-03; 4.3.1, a warning
                    row("*", ANY, "no subuid ranges found", USER_IDS_MISSING), // 4.3.1
                    row("*", ANY, "not be enough ids available", USER_IDS_MISSING), // L-03
                    row("*", ANY, "newuidmap", UNUSABLE), // L-01, L-02
                    row("*", ANY, "newgidmap", UNUSABLE),
                    row("*", ANY, "/etc/subuid", USER_IDS_MISSING), // L-03
                    row("*", ANY, "no systemd user session", UNUSABLE), // L-04
                    row("*", ANY, "not owned by the current user", UNUSABLE), // L-06; 4.3.1
                    row("*", ANY, "creating tmpdir…permission denied", UNUSABLE), // L-06
                    row("*", ANY, "runtime dir…permission denied", UNUSABLE), // L-06
                    row("*", ANY, "cgroups v1 not supported", UNUSABLE), // L-05
                    row("*", ANY, "invalid internal status", UNUSABLE), // L-08
                    row("*", ANY, "pause process", UNUSABLE), // L-08

                    // the engine's parts and its store
                    row("*", ANY, "container-init binary", UNUSABLE), // no catatonit
                    row("*", ANY, "executable file not found", UNUSABLE),
                    row("*", ANY, "could not find \"", UNUSABLE), // B-…, a helper
                    row("*", ANY, "setrlimit", UNUSABLE), // openclaw.md, a bare root machine
                    row("*", ANY, "database…locked", UNUSABLE),
                    row("*", ANY, "database is malformed", UNUSABLE),
                    row("*", ANY, "database configuration mismatch", UNUSABLE),
                    row("*", ANY, "layer not known", UNUSABLE), // D-05
                    row("*", ANY, "readlink…invalid argument", UNUSABLE), // D-05
                    row("*", ANY, "storage.conf: permission denied", UNUSABLE), // 4.3.1
                    row("*", ANY, "error creating runtime", UNUSABLE),
                    row("*", ANY, "acquiring runtime init lock", UNUSABLE),
                    row("*", ANY, "allocating lock", UNUSABLE),
                    row("*", ANY, "read-only file system", UNUSABLE),

                    // an engine somewhere else
                    row("*", ANY, "cannot connect to podman", UNUSABLE), // C-01
                    row("*", ANY, "unable to connect to podman", UNUSABLE), // C-01
                    row("*", ANY, "server api version is too old", TOO_OLD), // C-09
                    row("*", ANY, "unknown flag", TOO_OLD), // 4.3.1
                    row("*", ANY, "unrecognized command", TOO_OLD)); // 4.3.1

    // @formatter:on

    /// Enough for the details; the whole is in nobody's interest.
    private static final int LONGEST_TEXT = 2000;

    private FailureCatalogue() {}

    /// @param verb as in [Call#verb()]
    /// @param complaint what the command printed beside its output
    static EngineFailure failure(String verb, int exit, String complaint) {
        return new EngineFailure(kind(verb, exit, complaint), verb, brief(complaint, exit));
    }

    static EngineFailure.Kind kind(String verb, int exit, String complaint) {
        var whole = complaint.toLowerCase(Locale.ROOT);
        int errors = whole.startsWith("error:") ? 0 : whole.indexOf("\nerror:");
        var parts = errors < 0 ? List.of(whole) : List.of(whole.substring(errors), whole);
        return parts.stream()
                .flatMap(part -> ROWS.stream().filter(row -> row.matches(verb, exit, part)))
                .findFirst()
                .map(Row::kind)
                .orElse(UNCLASSIFIED);
    }

    private static String brief(String complaint, int exit) {
        var clean = Words.withoutColour(complaint).strip();
        if (clean.isEmpty()) {
            return "exit " + exit;
        }
        return clean.length() <= LONGEST_TEXT
                ? clean
                : clean.substring(clean.length() - LONGEST_TEXT);
    }

    private static Row row(String verbs, int exit, String fragment, EngineFailure.Kind kind) {
        return new Row(verbs, exit, fragment, kind);
    }
}
