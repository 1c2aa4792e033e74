package dev.berth.runtime.engine.podman;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A `containers.conf` as tables of keys whose values are left as they were written: enough to lay
/// one over another and to take something out, without understanding any value.
///
/// @param tables name of each table, as written, to its keys and their values
record ContainersConf(Map<String, Map<String, String>> tables) {

    private static final String ENGINE = "engine";
    private static final String DEFAULT = "active_service";
    private static final String CONNECTIONS = "engine.service_destinations";

    static ContainersConf empty() {
        return new ContainersConf(Map.of());
    }

    /// Reads the part of TOML that such files are written in: tables, and keys with values that may
    /// go on over lines. Empty where it is something else (a list of tables, a key of several
    /// parts).
    static Optional<ContainersConf> read(String text) {
        return new Reading(text).whole();
    }

    /// The same with what the other says; the other's keys take the place of these.
    ContainersConf under(ContainersConf other) {
        var both = copy();
        other.tables.forEach((table, keys) ->
                both.computeIfAbsent(table, _ -> new LinkedHashMap<>()).putAll(keys));
        return new ContainersConf(both);
    }

    /// Without the ways to other engines, and the one that is usual.
    ContainersConf withoutConnections() {
        var rest = copy();
        rest.keySet().removeIf(ContainersConf::isConnection);
        Optional.ofNullable(rest.get(ENGINE)).ifPresent(engine -> engine.remove(DEFAULT));
        return new ContainersConf(rest);
    }

    /// Only these.
    ContainersConf connections() {
        var some = new LinkedHashMap<String, Map<String, String>>();
        Optional.ofNullable(tables.get(ENGINE))
                .flatMap(engine -> Optional.ofNullable(engine.get(DEFAULT)))
                .ifPresent(usual -> some.put(ENGINE, Map.of(DEFAULT, usual)));
        tables.forEach((table, keys) -> {
            if (isConnection(table)) {
                some.put(table, keys);
            }
        });
        return new ContainersConf(some);
    }

    private static boolean isConnection(String table) {
        return table.equals(CONNECTIONS) || table.startsWith(CONNECTIONS + ".");
    }

    private Map<String, Map<String, String>> copy() {
        var copy = new LinkedHashMap<String, Map<String, String>>();
        tables.forEach((table, keys) -> copy.put(table, new LinkedHashMap<>(keys)));
        return copy;
    }

    /// As a file.
    String text() {
        return tables.entrySet().stream()
                .map(table ->
                        "["
                                + table.getKey()
                                + "]\n"
                                + table.getValue().entrySet().stream()
                                        .map(key -> key.getKey() + " = " + key.getValue() + "\n")
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /// One reading of one text.
    private static final class Reading {
        private final String text;
        private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        private int at;

        Reading(String text) {
            this.text = text;
        }

        Optional<ContainersConf> whole() {
            var table = "";
            for (skip(); at < text.length(); skip()) {
                if (text.charAt(at) == '[') {
                    var name = upTo(']');
                    if (name.isEmpty() || name.get().startsWith("[")) {
                        return Optional.empty();
                    }
                    table = name.get().strip().replaceAll("\\s*\\.\\s*", ".");
                    tables.computeIfAbsent(table, _ -> new LinkedHashMap<>());
                } else if (!key(table)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new ContainersConf(tables));
        }

        /// White space and comments.
        private void skip() {
            while (at < text.length()) {
                if (text.charAt(at) == '#') {
                    int end = text.indexOf('\n', at);
                    at = end < 0 ? text.length() : end;
                } else if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
                    at++;
                } else {
                    return;
                }
            }
        }

        private Optional<String> upTo(char end) {
            int close = text.indexOf(end, at);
            if (close < 0 || text.substring(at, close).contains("\n")) {
                return Optional.empty();
            }
            var between = text.substring(at + 1, close);
            at = close + 1;
            return Optional.of(between);
        }

        private boolean key(String table) {
            int equals = text.indexOf('=', at);
            if (table.isEmpty() || equals < 0) {
                return false;
            }
            var key = text.substring(at, equals).strip();
            if (!key.matches("[A-Za-z0-9_-]+|\"[^\"\\\\\\n]*\"")) {
                return false;
            }
            at = equals + 1;
            int from = at;
            if (!value()) {
                return false;
            }
            tables.computeIfAbsent(table, _ -> new LinkedHashMap<>())
                    .put(key, text.substring(from, at).strip());
            return true;
        }

        /// Goes to the end of a value: of its line, unless a bracket or a long text is open.
        private boolean value() {
            int open = 0;
            while (at < text.length()) {
                char here = text.charAt(at);
                if (here == '"' || here == '\'') {
                    if (!quoted(here)) {
                        return false;
                    }
                    continue;
                }
                if (here == '#') {
                    if (open == 0) {
                        return true;
                    }
                    skip();
                    continue;
                }
                if (here == '\n' && open == 0) {
                    return true;
                }
                open += here == '[' || here == '{' ? 1 : 0;
                open -= here == ']' || here == '}' ? 1 : 0;
                at++;
            }
            return open == 0;
        }

        private boolean quoted(char quote) {
            var mark = String.valueOf(quote);
            var end = text.startsWith(mark.repeat(3), at) ? mark.repeat(3) : mark;
            for (at += end.length(); at < text.length(); at++) {
                if (quote == '"' && text.charAt(at) == '\\') {
                    at++;
                } else if (text.startsWith(end, at)) {
                    at += end.length();
                    return true;
                }
            }
            return false;
        }
    }
}
