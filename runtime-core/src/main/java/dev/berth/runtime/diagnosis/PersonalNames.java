package dev.berth.runtime.diagnosis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Hides who somebody is and where: accounts, mail addresses, names and numbers of computers. What
/// everybody has (`localhost`, `127.0.0.1`, `root`) stays. Any thread.
final class PersonalNames implements UnaryOperator<String> {
    private static final String USER = "(user)";
    private static final String HOST = "(host)";
    private static final String MAIL = "(mail)";
    private static final String ADDRESS = "(address)";

    /// Words that are accounts somewhere and mean nothing.
    private static final Set<String> EVERYBODYS =
            Set.of(
                    "root",
                    "user",
                    "users",
                    "admin",
                    "administrator",
                    "guest",
                    "test",
                    "node",
                    "home",
                    "nobody",
                    "localhost",
                    "localdomain",
                    "berth",
                    "public",
                    "shared",
                    "data",
                    "all",
                    "the",
                    "host",
                    "computer",
                    "assistant",
                    "linux",
                    "debian",
                    "ubuntu",
                    "fedora",
                    "default",
                    "none");

    private static final int SHORTEST = 3;

    private static final Pattern MAILS =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+");
    private static final Pattern SIGN_IN =
            Pattern.compile(
                    "\\b[a-z_][a-z0-9_-]{1,31}@[A-Za-z][A-Za-z0-9-]{1,62}(?=[:\\s\"'~#$)]|$)");
    private static final Pattern FOLDERS =
            Pattern.compile(
                    "((?:/home/|/Users/|/var/home/|/export/home/|[A-Za-z]:\\\\{1,2}Users\\\\{1,2}))([^/\\\\\\s\"':;,<>|]+)");

    /// Behind such a name a short one can be told from a word too.
    private static final Pattern SAID_TO_BE =
            Pattern.compile(
                    "(?i)(\"(?:host_?name|node_?name|user_?name|account|user)\\\\?\"\\s*:\\s*\\\\?\")"
                            + "(?!root\\b|localhost\\b|\\()[^\"\\\\]+");

    private static final Pattern LOCAL_HOSTS =
            Pattern.compile(
                    "\\b(?!localhost\\b|java\\.home|user\\.home)[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.)+(?:local|lan|home|internal|intranet|corp|fritz\\.box|localdomain)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern HOSTS_IN_ADDRESSES =
            Pattern.compile("(?<=://)(?:[^\\s/@\"'<>]*@)?([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])");
    private static final Pattern V4 =
            Pattern.compile(
                    "(?<![0-9.])(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}(?![0-9.])");
    private static final Pattern V6 =
            Pattern.compile(
                    "(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{1,4}:){3,7}(?::?[0-9A-Fa-f]{1,4}){1,4}(?![0-9A-Za-z:])|(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{1,4}:){1,6}:[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:])");
    private static final Pattern MAC =
            Pattern.compile(
                    "(?<![0-9A-Za-z:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Za-z:-])");

    /// Public places that tell something about the fault and nothing about the person.
    private static final Pattern PUBLIC =
            Pattern.compile(
                    "(?i)localhost|(?:.+\\.)?(?:localhost|ghcr\\.io|docker\\.io|docker\\.com|quay\\.io|github\\.com|githubusercontent\\.com|githubassets\\.com|openclaw\\.ai|anthropic\\.com|openai\\.com|openrouter\\.ai|googleapis\\.com|npmjs\\.org|podman\\.io|debian\\.org|ubuntu\\.com|fedoraproject\\.org|w3\\.org|example\\.(?:com|org|net)|host\\.containers\\.internal)");

    private final Optional<Pattern> users;
    private final Optional<Pattern> hosts;

    /// @param users accounts and full names
    /// @param hosts names of computers, also those that the person named to Berth
    PersonalNames(Collection<String> users, Collection<String> hosts) {
        this.users = any(users);
        this.hosts =
                any(
                        hosts.stream()
                                .filter(host -> !PUBLIC.matcher(host).matches())
                                .filter(host -> !host.matches("[0-9.:\\[\\]]+"))
                                .toList());
    }

    private static Optional<Pattern> any(Collection<String> names) {
        var alternatives =
                names.stream()
                        .map(String::strip)
                        .filter(name -> name.length() >= SHORTEST)
                        .filter(name -> !EVERYBODYS.contains(name.toLowerCase(Locale.ROOT)))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Pattern.compile(
                                "(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    @Override
    public String apply(String text) {
        var clean = text;
        if (clean.indexOf('@') >= 0) {
            clean = MAILS.matcher(clean).replaceAll(MAIL);
            clean = SIGN_IN.matcher(clean).replaceAll(USER + "@" + HOST);
        }
        clean = FOLDERS.matcher(clean).replaceAll(found -> folder(found.group(1), found.group(2)));
        clean = SAID_TO_BE.matcher(clean).replaceAll(found -> said(found.group(1)));
        clean =
                HOSTS_IN_ADDRESSES
                        .matcher(clean)
                        .replaceAll(found -> host(found.group(), found.group(1)));
        clean = LOCAL_HOSTS.matcher(clean).replaceAll(found -> host(found.group(), found.group()));
        clean = replaced(clean, hosts, HOST);
        clean = replaced(clean, users, USER);
        if (clean.indexOf(':') >= 0) {
            clean = MAC.matcher(clean).replaceAll(ADDRESS);
            clean =
                    V6.matcher(clean)
                            .replaceAll(found -> isTime(found.group()) ? found.group() : ADDRESS);
        }
        return V4.matcher(clean)
                .replaceAll(found -> isEverybodys(found.group()) ? found.group() : ADDRESS);
    }

    private static String replaced(String text, Optional<Pattern> names, String instead) {
        return names.map(pattern -> pattern.matcher(text).replaceAll(instead)).orElse(text);
    }

    private static String said(String before) {
        var isHost = before.toLowerCase(Locale.ROOT).matches("(?s).*(host|node).*");
        return Matcher.quoteReplacement(before + (isHost ? HOST : USER));
    }

    private static String folder(String before, String name) {
        return Matcher.quoteReplacement(
                before + (isPlaceholder(name) || name.equals("node") ? name : USER));
    }

    private static boolean isPlaceholder(String name) {
        return name.startsWith("(");
    }

    private static String host(String whole, String name) {
        var kept =
                PUBLIC.matcher(name).matches()
                        || name.matches("[0-9.]+|\\[.*]")
                        || name.startsWith("(");
        return Matcher.quoteReplacement(kept ? whole : whole.replace(name, HOST));
    }

    private static boolean isEverybodys(String address) {
        return address.startsWith("127.")
                || address.startsWith("0.")
                || address.startsWith("255.")
                || address.equals("10.0.2.2")
                || address.equals("10.0.2.3")
                || address.equals("10.0.2.100")
                || address.equals("169.254.1.2")
                || address.equals("169.254.1.1");
    }

    /// `12:30:01:02` is none, and `00:00:00` neither.
    private static boolean isTime(String text) {
        return text.matches("[0-9]{1,2}(?::[0-9]{2}){2,3}");
    }
}
