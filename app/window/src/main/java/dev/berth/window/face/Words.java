package dev.berth.window.face;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/// The texts of one language.
///
/// @param bundle the texts by key
/// @param zone whose clock the person reads
public record Words(ResourceBundle bundle, ZoneId zone) {
    private static final String BUNDLE = "dev.berth.window.face.words";

    /// The texts in the person's language, where there are any; else in English.
    public static Words in(Locale locale, ZoneId zone) {
        var known = locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
        return new Words(ResourceBundle.getBundle(BUNDLE, known), zone);
    }

    /// The text with this key, its places filled.
    public String text(String key, Object... places) {
        var text = bundle.getString(key);
        return places.length == 0 ? text : String.format(bundle.getLocale(), text, places);
    }

    /// A moment as the person's clock shows it. The pattern stands among the texts, because the
    /// program is shipped without other languages' calendars.
    String moment(Instant moment) {
        return DateTimeFormatter.ofPattern(text("moment"), bundle.getLocale())
                .format(moment.atZone(zone));
    }
}
