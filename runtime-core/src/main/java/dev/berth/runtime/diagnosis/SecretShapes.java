package dev.berth.runtime.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Hides what looks like a secret of any kind that is known, or stands behind the name of one; also
/// where it goes on in the next line. Any thread.
final class SecretShapes implements UnaryOperator<String> {

    private static final Pattern EDGES =
            Pattern.compile("^\\\\b|^\\(\\?<!\\[0-9]\\)|\\(\\?!\\[A-Za-z0-9_-]\\)$|\\\\b$");

    /// @param hints one of which is in every text that has it, in small letters
    /// @param withoutEdges the same, whatever stands before and behind it: where lines were joined,
    ///   words stand there that are none of its own
    private record Shape(List<String> hints, Pattern pattern, Pattern withoutEdges) {

        Shape(List<String> hints, Pattern pattern) {
            this(
                    hints,
                    pattern,
                    Pattern.compile(
                            EDGES.matcher(pattern.pattern()).replaceAll(""), pattern.flags()));
        }

        boolean mayBeIn(String smallLetters) {
            return hints.stream().anyMatch(smallLetters::contains);
        }
    }

    /// How keys begin, by who gives them out.
    private static final List<Shape> KEYS =
            Stream.of(
                            // hints | expression
                            "sk- | \\bsk-[A-Za-z0-9_-]{12,}",
                            "sk_,rk_,pk_ | \\b[srp]k_(?:live|test)_[A-Za-z0-9]{10,}",
                            "whsec_ | \\bwhsec_[A-Za-z0-9+/=]{10,}",
                            "gsk,xai,pplx,hf_,r8_ | \\b(?:gsk|xai|pplx|hf|r8)[-_][A-Za-z0-9_-]{16,}",
                            "gh | \\bgh[pousr]_[A-Za-z0-9]{16,}",
                            "github_pat_ | \\bgithub_pat_[A-Za-z0-9_]{16,}",
                            "glpat-,gldt-,glrt- | \\bgl(?:pat|dt|rt)-[A-Za-z0-9_-]{10,}",
                            "xox,xapp | \\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,}",
                            "hooks.slack | hooks\\.slack\\.com/services/[A-Za-z0-9/]+",
                            "webhooks/ | (?<=/api/webhooks/)[0-9]+/[A-Za-z0-9_-]{20,}",
                            "akia,asia | \\bA(?:KIA|SIA)[A-Z0-9]{12,}",
                            "aiza | \\bAIza[A-Za-z0-9_-]{20,}",
                            "ya29. | \\bya29\\.[A-Za-z0-9_-]{10,}",
                            "gocspx- | \\bGOCSPX-[A-Za-z0-9_-]{10,}",
                            "1//0 | \\b1//0[A-Za-z0-9_-]{20,}",
                            "eyj | \\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?",
                            "npm_ | \\bnpm_[A-Za-z0-9]{16,}",
                            "pypi- | \\bpypi-[A-Za-z0-9_-]{16,}",
                            "sg. | \\bSG\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}",
                            "key- | \\bkey-[0-9a-f]{32}\\b",
                            "dop_v1_,doo_v1_ | \\bdo[op]_v1_[a-f0-9]{20,}",
                            "hvs.,hvb. | \\bhv[sb]\\.[A-Za-z0-9_-]{10,}",
                            "tskey- | \\btskey-[A-Za-z0-9-]{10,}",
                            "age-secret-key- | \\bAGE-SECRET-KEY-1[A-Z0-9]{10,}",
                            "shpat_,shpss_,shpca_ | \\bshp(?:at|ss|ca)_[A-Fa-f0-9]{16,}",
                            "ntn_,secret_ | \\b(?:ntn|secret)_[A-Za-z0-9]{20,}",
                            "lin_api_ | \\blin_api_[A-Za-z0-9]{16,}",
                            "figd_ | \\bfigd_[A-Za-z0-9_-]{16,}",
                            "dapi | \\bdapi[0-9a-f]{24,}",
                            "fal_,fw_,nvapi- | \\b(?:fal_|fw_|nvapi-)[A-Za-z0-9_-]{16,}",
                            "sntrys_,sntryu_ | \\bsntry[su]_[A-Za-z0-9+/=_-]{16,}",
                            "accountkey= | (?i)(?<=accountkey=)[A-Za-z0-9+/=]{16,}",
                            "sig= | (?<=[?&]sig=)[A-Za-z0-9%+/=]{16,}",
                            "ssh- | (?<=\\bssh-(?:rsa|dss|ed25519) )[A-Za-z0-9+/=]{20,}(?: \\S+)?",
                            "ecdsa- | (?<=\\becdsa-sha2-nistp\\d{3} )[A-Za-z0-9+/=]{20,}(?: \\S+)?",
                            ": | (?<![0-9])[0-9]{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])",
                            ". | \\b[MNO][A-Za-z0-9]{23,25}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,}",
                            ":// | (?<=://)[^\\s/@\"'<>]+:[^\\s/@\"'<>]*(?=@)")
                    .map(SecretShapes::shape)
                    .toList();

    private static final String NAME =
            "token|secret|passwd|password|passphrase|passcode|pwd|api[-_ ]?key|apikey|access[-_]?key"
                    + "|private[-_]?key|client[-_]?key|signing[-_]?key|encryption[-_]?key|credentials?"
                    + "|session[-_]?id|auth[-_]?key|authkey|otp|pin[-_]?code|recovery[-_]?code";

    /// What goes in front is kept: it says what was taken away.
    private static final List<Shape> NAMED =
            List.of(
                    new Shape(
                            List.of(
                                    "token",
                                    "secret",
                                    "pass",
                                    "pwd",
                                    "key",
                                    "credential",
                                    "session",
                                    "otp",
                                    "code"),
                            Pattern.compile(
                                    "(?i)(?:"
                                            + NAME
                                            + ")[A-Za-z0-9_.-]{0,24}\\\\?[\"']?\\s{0,3}(?:[:=]|=>|%3D|%3A)\\s{0,3}"
                                            + "(\\\\?\"(?:[^\"\\\\\\r\\n]|\\\\(?!\"))+\\\\?\"|'[^'\\r\\n]+'"
                                            + "|[^\\s\"',;&<>(){}\\[\\]]{4,})")),
                    new Shape(
                            List.of("authorization", "cookie"),
                            Pattern.compile(
                                    "(?i)\\b(?:(?:proxy-)?authorization|(?:set-)?cookie)\\\\?[\"']?\\s?[:=]\\s?"
                                            + "([^\\r\\n]+)")),
                    new Shape(
                            List.of("bearer", "basic", "digest"),
                            Pattern.compile(
                                    "(?i)\\b(?:bearer|basic|digest)\\s+((?=\\S*[0-9A-Z=])[A-Za-z0-9._~+/=-]{8,})")),
                    new Shape(
                            List.of(
                                    "--pass",
                                    "--token",
                                    "--key",
                                    "--secret",
                                    "--auth",
                                    "--api",
                                    "-p "),
                            Pattern.compile(
                                    "(?i)--(?:password|pass|token|key|secret|auth|api-key)[= ]([^\\s\"']{4,})")));

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN [A-Z0-9 ]{3,40}-----.*?(?:-----END [A-Z0-9 ]{3,40}-----|\\z)",
                    Pattern.DOTALL);

    /// A word with no meaning: long, of small and large letters and digits in no order.
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_+/=-]{24,}");

    /// Small letters, large ones, digits, all else.
    private static final int KINDS = 4;

    private static Shape shape(String row) {
        var cells = row.split(" \\| ", 2);
        return new Shape(
                Arrays.stream(cells[0].split(",", -1)).map(String::strip).toList(),
                Pattern.compile(cells[1]));
    }

    @Override
    public String apply(String text) {
        var clean =
                text.contains("-----BEGIN ") ? BLOCK.matcher(text).replaceAll(Sieves.SECRET) : text;
        return inLines(overLines(clean));
    }

    private static String inLines(String text) {
        var clean = new StringBuilder(text.length());
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            clean.append(inLine(text.substring(from, to)));
            from = to;
        }
        return clean.toString();
    }

    private static String inLine(String line) {
        var small = line.toLowerCase(Locale.ROOT);
        var clean = line;
        for (var shape : NAMED) {
            if (shape.mayBeIn(small)) {
                clean = withoutGroup(clean, shape.pattern());
            }
        }
        for (var shape : KEYS) {
            if (shape.mayBeIn(small)) {
                clean = shape.pattern().matcher(clean).replaceAll(Sieves.SECRET);
            }
        }
        return WORD.matcher(clean)
                .replaceAll(found -> isRandom(found.group()) ? Sieves.SECRET : found.group());
    }

    private static String withoutGroup(String line, Pattern pattern) {
        var matcher = pattern.matcher(line);
        var clean = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            var value = matcher.group(1);
            if (isPlainWord(value)) {
                continue;
            }
            clean.append(line, at, matcher.start(1)).append(Sieves.SECRET);
            at = matcher.end(1);
        }
        return at == 0 ? line : clean.append(line, at, line.length()).toString();
    }

    /// What says that there is one, or that it is hidden already, gives nothing away.
    private static boolean isPlainWord(String value) {
        var bare = value.replaceAll("^[\\\\\"']+|[\\\\\"']+$", "");
        return bare.startsWith("(")
                || bare.matches(
                        "(?i)true|false|null|none|missing|present|absent|empty|yes|no|unknown")
                || bare.matches("berth-[0-9a-f]{8}-[a-z-]+"); // what the engine calls ours
    }

    private static String overLines(String text) {
        if (text.indexOf('\n') < 0 && !text.contains("\\n")) {
            return text;
        }
        var marked = Marked.of(text, Marked.Gaps.LINES);
        var small = marked.joined().toLowerCase(Locale.ROOT);
        for (var shape : KEYS) {
            if (shape.mayBeIn(small)) {
                var matcher = shape.withoutEdges().matcher(marked.joined());
                while (matcher.find()) {
                    if (marked.beginsWord(matcher.start())) {
                        marked.mark(matcher.start(), matcher.end());
                    }
                }
            }
        }
        return marked.without(Sieves.SECRET);
    }

    /// Names of classes and files have their capitals at the beginnings of words, and few digits.
    static boolean isRandom(String word) {
        var counts = new int[KINDS];
        int changes = 0;
        int before = kind(word.charAt(0));
        for (int at = 0; at < word.length(); at++) {
            int kind = kind(word.charAt(at));
            counts[kind]++;
            changes += kind == before ? 0 : 1;
            before = kind;
        }
        return counts[0] >= 3 && counts[1] >= 3 && counts[2] >= 2 && changes * 3 >= word.length();
    }

    private static int kind(char letter) {
        if (letter >= 'a' && letter <= 'z') {
            return 0;
        }
        if (letter >= 'A' && letter <= 'Z') {
            return 1;
        }
        return letter >= '0' && letter <= '9' ? 2 : 3;
    }
}
