package dev.berth.runtime.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which release of the service this is, as far as its name tells: `2026.9.6`, a trial before it
/// (`2026.9.6-beta.1`), or a mended one after it (`2026.9.6-1`).
///
/// @param text as it is written
/// @param mended how often it was mended; less than 0 for a trial
public record ReleaseVersion(String text, int year, int month, int number, int mended)
        implements Comparable<ReleaseVersion> {
    private static final Pattern WHOLE =
            Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z.]{1,40}))?");
    private static final Pattern TRIAL = Pattern.compile("(?:alpha|beta|rc|pre|preview|dev)\\b.*");
    private static final Pattern MENDED = Pattern.compile("\\d{1,6}");

    private static final Comparator<ReleaseVersion> ORDER =
            Comparator.comparingInt(ReleaseVersion::year)
                    .thenComparingInt(ReleaseVersion::month)
                    .thenComparingInt(ReleaseVersion::number)
                    .thenComparingInt(ReleaseVersion::mended);

    /// Empty for what is none.
    public static Optional<ReleaseVersion> of(String text) {
        var match = WHOLE.matcher(text);
        return match.matches()
                ? Optional.of(
                        new ReleaseVersion(
                                text,
                                Integer.parseInt(match.group(1)),
                                Integer.parseInt(match.group(2)),
                                Integer.parseInt(match.group(3)),
                                mended(Optional.ofNullable(match.group(4)).orElse(""))))
                : Optional.empty();
    }

    private static int mended(String suffix) {
        if (MENDED.matcher(suffix).matches()) {
            return Integer.parseInt(suffix);
        }
        return TRIAL.matcher(suffix).matches() ? -1 : 0; // else another shape of the same
    }

    /// The one that a release's name tells: `ghcr.io/openclaw/openclaw:2026.9.6@sha256:…`.
    public static Optional<ReleaseVersion> named(String reference) {
        var tagged = withoutDigest(reference);
        return of(tagged.substring(tagged.lastIndexOf(':') + 1));
    }

    /// Where a release comes from: its name without tag and digest.
    public static String origin(String reference) {
        var tagged = withoutDigest(reference);
        var tag = tagged.lastIndexOf(':');
        return tag > tagged.lastIndexOf('/') ? tagged.substring(0, tag) : tagged;
    }

    private static String withoutDigest(String reference) {
        var digest = reference.indexOf('@');
        return digest < 0 ? reference : reference.substring(0, digest);
    }

    public boolean isNewerThan(ReleaseVersion other) {
        return compareTo(other) > 0;
    }

    /// The newest of these that is newer than this and of the same kind: no trial unless this is
    /// one, and the same shape (`-slim`).
    public Optional<ReleaseVersion> newest(Collection<String> tags) {
        return tags.stream()
                .flatMap(tag -> of(tag).stream())
                .filter(one -> one.isNewerThan(this) && one.shape().equals(shape()))
                .filter(one -> one.mended >= 0 || mended < 0)
                .max(Comparator.naturalOrder());
    }

    private String shape() {
        var dash = text.indexOf('-');
        var suffix = dash < 0 ? "" : text.substring(dash + 1);
        return mended == 0 && !MENDED.matcher(suffix).matches() ? suffix : "";
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        return ORDER.compare(this, other);
    }
}
