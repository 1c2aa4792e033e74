import static java.util.stream.Collectors.joining;

import dev.berth.app.desk.Desk;
import dev.berth.app.verb.Verbs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Makes the man page and what completes a command line in bash, zsh and fish, from the verbs themselves, so that
/// nothing is forgotten: `CommandHelp SHARE VERSION DATE`. Run as a source file.
final class CommandHelp {
    private final CommandLine berth;

    private CommandHelp(CommandLine berth) {
        this.berth = berth;
    }

    public static void main(String[] arguments) throws IOException {
        // Nothing is run, so the verbs need no desk to work on.
        var itself = new CommandHelp(Verbs.on(
                new Desk(null, null, null, null, null, null, null, null, new PrintWriter(System.out), new PrintWriter(System.err))));
        var share = Path.of(arguments[0]);
        write(share.resolve("man/man1/berth.1"), itself.manual(arguments[1], LocalDate.parse(arguments[2].substring(0, 10))));
        write(share.resolve("bash-completion/completions/berth"), AutoComplete.bash("berth", itself.berth));
        write(share.resolve("zsh/site-functions/_berth"), ZSH);
        write(share.resolve("fish/vendor_completions.d/berth.fish"), itself.fish());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    // --- man(7) ----------------------------------------------------------------------------------

    private String manual(String version, LocalDate date) {
        var page = new StringBuilder();
        page.append(".TH BERTH 1 \"%s\" \"Berth %s\" \"User Commands\"\n".formatted(date, version));
        page.append(".SH NAME\nberth \\- keeps an AI assistant running and says whether it works\n");
        page.append(".SH SYNOPSIS\n.B berth\n[\\fB\\-\\-hidden\\fR]\n.br\n.B berth\n.I VERB\n[\\fIOPTION\\fR]...\n");
        page.append(".SH DESCRIPTION\n").append(text(berth.getCommandSpec().usageMessage().description()));
        page.append(".SH OPTIONS\n");
        options(page, berth.getCommandSpec());
        page.append(".SH VERBS\n");
        verbs(page, berth);
        page.append(".SH ENVIRONMENT\n.TP\n.B BERTH_HOME\n")
                .append("The absolute path of a folder for everything that Berth keeps, in place of the usual ones.\n");
        page.append(".SH FILES\n");
        for (var file : List.of(
                "~/.config/berth/settings.json:what you chose",
                "~/.local/share/berth:what your assistant knows, and copies of it",
                "~/.local/state/berth:what Berth notes down, and its logs",
                "~/.config/autostart/dev.berth.Berth.desktop:there while Berth starts when you sign in")) {
            var parts = file.split(":", 2);
            page.append(".TP\n.I ").append(roff(parts[0])).append('\n').append(roff(parts[1])).append(".\n");
        }
        return page.toString();
    }

    private static void verbs(StringBuilder page, CommandLine parent) {
        for (var verb : parent.getSubcommands().values()) {
            var spec = verb.getCommandSpec();
            if (verb.getSubcommands().isEmpty()) {
                page.append(".SS \"").append(roff(synopsis(spec))).append("\"\n");
                page.append(text(spec.usageMessage().description()));
                options(page, spec);
                ends(page, spec.usageMessage().exitCodeList());
                examples(page, spec.usageMessage().footer());
            } else {
                verbs(page, verb);
            }
        }
    }

    private static String synopsis(CommandSpec spec) {
        var parameters = spec.positionalParameters().stream().map(CommandHelp::label).collect(joining(" "));
        return (spec.qualifiedName() + " " + parameters).strip();
    }

    private static String label(PositionalParamSpec parameter) {
        return parameter.required() ? parameter.paramLabel() : "[" + parameter.paramLabel() + "]";
    }

    private static void options(StringBuilder page, CommandSpec spec) {
        for (var option : shown(spec)) {
            var names = Arrays.stream(option.names()).map(name -> "\\fB" + roff(name) + "\\fR").collect(joining(", "));
            page.append(".TP\n").append(names);
            if (takesValue(option)) {
                page.append(" \\fI").append(roff(option.paramLabel())).append("\\fR");
            }
            page.append('\n').append(text(option.description()));
        }
        for (var parameter : spec.positionalParameters()) {
            page.append(".TP\n\\fI").append(roff(parameter.paramLabel())).append("\\fR\n").append(text(parameter.description()));
        }
    }

    private static void ends(StringBuilder page, Map<String, String> statuses) {
        if (!statuses.isEmpty()) {
            page.append(".PP\nExit status:\n");
            statuses.forEach((status, meaning) -> page.append(".TP\n").append(status).append('\n').append(roff(meaning)).append('\n'));
        }
    }

    private static void examples(StringBuilder page, String[] footer) {
        var lines = Arrays.stream(footer).filter(line -> !line.isBlank()).toList();
        if (!lines.isEmpty()) {
            page.append(".PP\n.nf\n");
            lines.forEach(line -> page.append(roff(line)).append('\n'));
            page.append(".fi\n");
        }
    }

    private static String text(String[] lines) {
        return Arrays.stream(lines).map(String::strip).map(CommandHelp::roff).collect(joining("\n")) + "\n";
    }

    private static String roff(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    // --- zsh and fish ----------------------------------------------------------------------------

    /// What completes in bash does so in zsh.
    private static final String ZSH = """
            #compdef berth
            # The functions for bash, which lie beside these.
            autoload -U +X bashcompinit && bashcompinit
            for berth_functions in "${${(%):-%x}:A:h:h:h}/bash-completion/completions/berth" \\
                /usr/share/bash-completion/completions/berth; do
                [[ -r $berth_functions ]] && source "$berth_functions" && break
            done
            unset berth_functions
            """;

    private String fish() {
        var lines = new ArrayList<String>();
        lines.add("complete -c berth -f");
        fish(lines, berth, "__fish_use_subcommand");
        return lines.stream().collect(joining("\n", "", "\n"));
    }

    private static void fish(List<String> lines, CommandLine parent, String where) {
        options(lines, parent.getCommandSpec(), where);
        for (var verb : parent.getSubcommands().values()) {
            var spec = verb.getCommandSpec();
            lines.add("complete -c berth -n %s -a %s -d %s"
                    .formatted(quoted(where), spec.name(), quoted(first(spec.usageMessage().description()))));
            var inside = "__fish_seen_subcommand_from " + spec.name();
            if (verb.getSubcommands().isEmpty()) {
                options(lines, spec, inside);
            } else {
                fish(lines, verb, inside);
            }
        }
    }

    private static void options(List<String> lines, CommandSpec spec, String where) {
        for (var option : shown(spec)) {
            var line = new StringBuilder("complete -c berth -n " + quoted(where));
            for (var name : option.names()) {
                line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (takesValue(option)) {
                line.append(isFile(option) ? " -r -F" : " -x");
                if (option.completionCandidates() != null) {
                    var choices = new ArrayList<String>();
                    option.completionCandidates().forEach(choices::add);
                    line.append(" -a ").append(quoted(String.join(" ", choices)));
                }
            }
            lines.add(line.append(" -d ").append(quoted(first(option.description()))).toString());
        }
    }

    private static boolean isFile(OptionSpec option) {
        return List.of("FILE", "TAR").contains(option.paramLabel());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    // --- both ------------------------------------------------------------------------------------

    private static List<OptionSpec> shown(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden()).toList();
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /// @param description may be of several lines
    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].strip();
    }
}
