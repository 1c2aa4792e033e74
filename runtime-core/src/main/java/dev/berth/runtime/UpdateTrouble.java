package dev.berth.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Why another release of the service is not used: refused, or tried in vain. Each is one sentence,
/// by which it is known again, so that it can be said in another language.
public enum UpdateTrouble {
    // code, what is said in English; each place is filled with a name or a sentence
    NOT_SET_UP("not-set-up", "Your assistant is not set up yet."),
    BUSY("busy", "Something is being done with your assistant's data already."),
    NO_SUCH_COPY("no-such-copy", "There is no safety copy named %s."),
    COPY_TOO_NEW("copy-too-new", "The safety copy %s is not of a release up to %s."),
    OLDER(
            "older",
            "Your assistant's data was last used by release %s, which is newer than %s. There is no"
                    + " safety copy that fits."),
    OLDER_WITH_COPY(
            "older-with-copy",
            "Your assistant's data was last used by release %s, which is newer than %s. A safety"
                    + " copy that fits is there: give --copy %s with it."),
    NOT_REACHED(
            "not-reached",
            "The other release of your assistant could not be fetched, because its source cannot be"
                    + " reached. Check the network connection, and try again."),
    NOT_FOUND(
            "not-found",
            "The other release of your assistant could not be fetched, because its source does not"
                    + " have it or does not give it. Check its name, and try again."),
    NOT_BROUGHT("not-brought", "The other release of your assistant could not be brought here. %s"),
    NOT_COPIED(
            "not-copied",
            "Your assistant was not updated, because its data could not be copied: %s"),
    WENT_BACK(
            "went-back",
            "Your assistant did not get ready with %s, so it is again the one of before, with its"
                    + " data as it was.");

    private final String code;
    private final String format;

    @SuppressWarnings("ImmutableEnumChecker") // patterns do not change
    private final Pattern said;

    UpdateTrouble(String code, String format) {
        this.code = code;
        this.format = format;
        said =
                Pattern.compile(
                        Arrays.stream(format.split("%s", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("(.*?)")),
                        Pattern.DOTALL);
    }

    /// Stable name.
    public String code() {
        return code;
    }

    /// What is said, with `%s` for each place.
    public String format() {
        return format;
    }

    /// The sentence.
    public String with(String... places) {
        return format.formatted((Object[]) places);
    }

    /// One that was said, with what filled its places.
    public record Said(UpdateTrouble trouble, List<String> places) {
        public Said {
            places = List.copyOf(places);
        }
    }

    /// The one that a sentence is; empty for any other sentence.
    public static Optional<Said> of(String sentence) {
        return Arrays.stream(values()).flatMap(one -> one.in(sentence).stream()).findFirst();
    }

    private Optional<Said> in(String sentence) {
        var match = said.matcher(sentence);
        return match.matches()
                ? Optional.of(
                        new Said(
                                this,
                                IntStream.rangeClosed(1, match.groupCount())
                                        .mapToObj(match::group)
                                        .toList()))
                : Optional.empty();
    }
}
