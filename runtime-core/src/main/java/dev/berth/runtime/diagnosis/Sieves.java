package dev.berth.runtime.diagnosis;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// Takes out of a text all that is nobody else's affair. Hides too much rather than too little.
/// Immutable; any thread.
public final class Sieves implements UnaryOperator<String> {

    /// What stands in the place of a secret.
    public static final String SECRET = "(hidden)";

    private final UnaryOperator<String> inner;
    private final Encoded encoded;

    private Sieves(UnaryOperator<String> inner) {
        this.inner = inner;
        encoded = new Encoded(inner);
    }

    /// For a report that somebody else will read: without secrets, and without who and where.
    ///
    /// @param secrets known by value, the most important first
    /// @param users accounts and full names
    /// @param hosts names of computers
    public static Sieves forOthers(
            Collection<String> secrets, Collection<String> users, Collection<String> hosts) {
        var all =
                List.of(
                        new KnownValues(secrets),
                        new SecretShapes(),
                        new PersonalNames(users, hosts));
        return new Sieves(text -> {
            var clean = text;
            for (var sieve : all) {
                clean = sieve.apply(clean);
            }
            return clean;
        });
    }

    /// For the person's own eyes: without secrets.
    public static Sieves forThePerson(Collection<String> secrets) {
        var known = new KnownValues(secrets);
        var shapes = new SecretShapes();
        return new Sieves(text -> shapes.apply(known.apply(text)));
    }

    @Override
    public String apply(String text) {
        return encoded.apply(inner.apply(text));
    }
}
