package dev.berth.window.health;

import dev.berth.runtime.Problem;
import dev.berth.runtime.Sign;
import dev.berth.words.Words;
import java.util.List;
import java.util.Optional;

/// What a sign says in the person's language: of a problem in that one's own words, of a row of
/// doctor's table by its code. What nobody has translated is told as it is.
///
/// @param words the person's language
record SignWords(Words words) {

    String part(Sign sign) {
        return words.text("part." + sign.part().id());
    }

    String verdict(Sign sign) {
        return words.text("verdict." + sign.verdict().id());
    }

    String sentence(Sign sign) {
        return byCode(sign, "sign." + sign.code())
                .or(() ->
                        sign.problem().map(kind -> words.title(Problem.of(kind, List.of())) + "."))
                .orElse(sign.sentence());
    }

    Optional<String> cure(Sign sign) {
        if (sign.problem().isPresent() && isOwnSentence(sign)) {
            return Optional.of(words.sentence(Problem.of(sign.problem().get(), List.of())));
        }
        return sign.cure().map(cure -> byCode(sign, "sign." + sign.code() + ".cure").orElse(cure));
    }

    private static boolean isOwnSentence(Sign sign) {
        return sign.problem()
                .filter(kind -> sign.cure().equals(Optional.of(kind.sentence())))
                .isPresent();
    }

    private Optional<String> byCode(Sign sign, String key) {
        return words.keys().contains(key)
                ? Optional.of(words.text(key, sign.places().toArray()))
                : Optional.empty();
    }
}
