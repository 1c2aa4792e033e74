package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.service.ServiceSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The arguments of `podman create`, for 4.3 to 6.x.
///
/// **Secrets.** Podman before 5.3 shows the *value* of a secret given as `type=env` in `inspect`,
/// of a running and of an exited container (seen on 4.3.1; its issue 23788). So they are given as
/// files, which only the service's user can read, and a line of shell inside turns them into the
/// variables that the service expects. Arguments and `inspect` then show names only.
final class CreateCommand {
    private static final String SECRETS_INSIDE = "/run/secrets/";

    private final ServiceSpec spec;
    private final Ownership ours;
    private final EngineReport engine;
    private final Path idFile;

    /// @param idFile where Podman writes the new id before it answers; must not exist
    CreateCommand(ServiceSpec spec, Ownership ours, EngineReport engine, Path idFile) {
        this.spec = spec;
        this.ours = ours;
        this.engine = engine;
        this.idFile = idFile;
    }

    /// @param name what it is called; nothing is told from that
    List<String> arguments(String name) {
        var arguments = new ArrayList<String>();
        arguments.add("create");
        arguments.addAll(identity(name));
        arguments.addAll(confinement());
        arguments.addAll(limits());
        arguments.addAll(connections());
        arguments.addAll(behaviour());
        arguments.add("--");
        arguments.add(spec.image());
        arguments.addAll(command());
        return List.copyOf(arguments);
    }

    /// The host name stays the same when the container is replaced: the gateway takes back a lease
    /// that a killed run of its own left in the data only when that was on the same host (seen on
    /// release 2026.9.6; otherwise it does not start until the lease has run out).
    private List<String> identity(String name) {
        return List.of(
                "--pull=never",
                "--name=" + name,
                "--hostname=" + ours.name(),
                "--label=" + Ownership.LABEL + "=" + ours.instance(),
                "--cidfile=" + idFile);
    }

    /// As an ordinary user, the user inside is mapped to the one outside, who owns the data.
    private List<String> confinement() {
        var user = spec.user() + ":" + spec.user();
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--init",
                                "--cap-drop=ALL",
                                "--security-opt=no-new-privileges",
                                "--user=" + user));
        if (engine.rootless()) {
            arguments.add("--userns=keep-id:uid=" + spec.user() + ",gid=" + spec.user());
        }
        return arguments;
    }

    /// The same number for memory and memory with swap: a leaking service ends instead of making
    /// the whole computer slow.
    private List<String> limits() {
        if (!engine.limitsMemory()) {
            return List.of();
        }
        return List.of(
                "--memory=" + spec.memoryMiB() + "m",
                "--memory-swap=" + spec.memoryMiB() + "m",
                "--pids-limit=" + spec.processes());
    }

    private List<String> connections() {
        var outside = spec.port().isPresent() ? "" + spec.port().getAsInt() : "";
        var arguments = new ArrayList<String>();
        arguments.add("--publish=127.0.0.1:" + outside + ":" + spec.insidePort());
        arguments.add("--mount=" + mount());
        spec.beside().ifPresent(beside -> arguments.addAll(besides(beside)));
        new TreeMap<>(spec.environment())
                .forEach((name, value) -> arguments.add("--env=" + name + "=" + value));
        new TreeMap<>(spec.secrets())
                .forEach((variable, name) -> arguments.add("--secret=" + secret(variable, name)));
        return arguments;
    }

    /// `--mount` is read as CSV, so that a quoted field may hold commas, colons, spaces and doubled
    /// quotes; `--volume` breaks at colons (tried on 4.3.1).
    private String mount() {
        var label = engine.labelsFiles() ? ",relabel=private" : "";
        return bind(spec.dataFolder(), spec.dataInside()) + label;
    }

    private static String bind(Path folder, String inside) {
        var source = "\"source=" + folder.toString().replace("\"", "\"\"") + "\"";
        return "type=bind," + source + ",target=" + inside;
    }

    /// What is read-only may be connected to all the same. SELinux forbids a container every
    /// connection to a program of the person's, whatever the folder's label: there this one does
    /// without it (docs/decisions/0022).
    private List<String> besides(ServiceSpec.Beside beside) {
        var mounted = "--mount=" + bind(beside.folder(), beside.inside()) + ",ro=true";
        return engine.labelsFiles()
                ? List.of(mounted, "--security-opt=label=disable")
                : List.of(mounted);
    }

    private String secret(String variable, String name) {
        if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("expected a variable's name, got: " + variable);
        }
        return "%s,type=mount,target=%s,uid=%d,gid=%d,mode=0400"
                .formatted(name, SECRETS_INSIDE + variable, spec.user(), spec.user());
    }

    /// The service is started again by Berth alone, which also asks for its health.
    private List<String> behaviour() {
        return List.of(
                "--stop-timeout=" + spec.stopAllowance().toSeconds(),
                "--restart=no",
                "--no-healthcheck",
                "--log-driver=k8s-file",
                "--log-opt=max-size=10mb");
    }

    private List<String> command() {
        var beside = spec.beside().map(ServiceSpec.Beside::program).orElse("");
        if (spec.secrets().isEmpty() && beside.isEmpty()) {
            return spec.command();
        }
        var reading =
                new TreeMap<>(spec.secrets())
                        .keySet().stream()
                                .map(CreateCommand::reading)
                                .collect(Collectors.joining());
        var command =
                new ArrayList<>(List.of("sh", "-c", beside + reading + "exec \"$@\"", "berth"));
        command.addAll(spec.command());
        return command;
    }

    /// `read` says no at a missing line end, though it has read; 78 means "do not try again".
    private static String reading(String variable) {
        return "IFS= read -r %1$s <%2$s%1$s || [ -n \"$%1$s\" ] || exit 78; export %1$s; "
                .formatted(variable, SECRETS_INSIDE);
    }
}
