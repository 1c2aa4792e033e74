package dev.berth.words;

import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.UpdateTrouble;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/// The texts of one language: those that all say, and those of one process. A value; any thread.
public final class Words {
    private final ResourceBundle shared;
    private final ResourceBundle own;
    private final Locale locale;
    private final ZoneId zone;

    /// @param own the texts of one process, in the language that [#language] gave
    /// @param language as [#language] gave it
    /// @param zone whose clock the person reads
    public Words(ResourceBundle own, Locale language, ZoneId zone) {
        this.shared = ResourceBundle.getBundle("dev.berth.words.words", language);
        this.own = own;
        this.locale = language;
        this.zone = zone;
    }

    /// The language in which a person is spoken to: the chosen one, else the system's where there
    /// are texts for it, else English.
    public static Locale language(Optional<String> chosen, Locale system) {
        return chosen.orElseGet(system::getLanguage).equals("de") ? Locale.GERMAN : Locale.ENGLISH;
    }

    /// The language of these texts.
    public Locale locale() {
        return locale;
    }

    /// Whose clock and calendar the person reads.
    public ZoneId zone() {
        return zone;
    }

    /// All keys there are.
    public Set<String> keys() {
        var keys = new TreeSet<>(shared.keySet());
        keys.addAll(own.keySet());
        return keys;
    }

    /// The text with this key, its places filled (`java.util.Formatter`).
    ///
    /// @throws MissingResourceException for a key that nobody wrote a text for
    public String text(String key, Object... places) {
        var text = own.containsKey(key) ? own.getString(key) : shared.getString(key);
        return places.length == 0 ? text : String.format(locale, text, places);
    }

    /// The heading of a problem.
    public String title(Problem problem) {
        return text("problem." + problem.code() + ".title");
    }

    /// The sentence of a problem. One that is not its row's own says more than the row does, and is
    /// told as it is.
    public String sentence(Problem problem) {
        var named = "problem." + problem.code() + ".program";
        if (problem.program().isPresent() && keys().contains(named)) {
            return text(named, problem.program().get());
        }
        return problem.sentence().equals(problem.kind().sentence())
                ? text("problem." + problem.code() + ".sentence")
                : problem.sentence();
    }

    /// Why another release is not used, or any other sentence of the keeper's, which is told as it
    /// is.
    public String told(String sentence) {
        return UpdateTrouble.of(sentence)
                .map(said ->
                        text(
                                "update." + said.trouble().code(),
                                said.places().stream().map(this::problem).toArray()))
                .orElse(sentence);
    }

    /// The sentence of a problem where it is one.
    private String problem(String sentence) {
        return Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.sentence().equals(sentence))
                .findFirst()
                .map(kind -> text("problem." + kind.code() + ".sentence"))
                .orElse(sentence);
    }

    /// A moment as the person's clock shows it. The pattern stands among the texts, because the
    /// program is shipped without other languages' calendars.
    public String moment(Instant moment) {
        return at("moment", moment);
    }

    /// The time of day of a moment.
    public String time(Instant moment) {
        return at("time-of-day", moment);
    }

    private String at(String pattern, Instant moment) {
        return DateTimeFormatter.ofPattern(text(pattern), locale).format(moment.atZone(zone));
    }
}
