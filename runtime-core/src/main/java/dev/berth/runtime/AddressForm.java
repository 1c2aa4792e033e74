package dev.berth.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Whether a text can be the base address of a model server (`http://127.0.0.1:11434/v1`). Pure;
/// asks nobody.
public sealed interface AddressForm {

    /// In characters.
    int LONGEST = 500;

    /// It can be one.
    ///
    /// @param address as it is used from now on: without the slash at its end
    record Good(URI address) implements AddressForm {}

    /// It cannot be one.
    record Wrong(Fault fault) implements AddressForm {}

    /// Why it cannot be one.
    enum Fault {
        MISSING,
        /// It does not begin with `http://` or `https://`.
        NOT_WEB,
        /// There is no name or number of a computer in it, or a port that cannot be.
        NO_HOST,
        /// It has a user name or password in it; a key belongs into its own field.
        HAS_USER,
        /// It has a question mark or a hash in it.
        HAS_MORE,
        /// A space or another character that no address has, or it is too long.
        UNREADABLE
    }

    /// Judges an address. Space around it does not count.
    static AddressForm of(String text) {
        var address = text.strip().replaceAll("/+$", "");
        if (address.isEmpty()) {
            return new Wrong(Fault.MISSING);
        }
        if (!address.toLowerCase(Locale.ROOT).matches("https?:.*")) {
            return new Wrong(Fault.NOT_WEB);
        }
        try {
            return address.length() > LONGEST || !address.matches("[!-~]+")
                    ? new Wrong(Fault.UNREADABLE)
                    : judged(new URI(address));
        } catch (URISyntaxException e) {
            return new Wrong(address.matches("(?i)https?:/*") ? Fault.NO_HOST : Fault.UNREADABLE);
        }
    }

    private static AddressForm judged(URI address) {
        if (address.getRawUserInfo() != null) {
            return new Wrong(Fault.HAS_USER);
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            return new Wrong(Fault.HAS_MORE);
        }
        if (address.getHost() == null || address.getPort() == 0 || address.getPort() > 65_535) {
            return new Wrong(Fault.NO_HOST);
        }
        return new Good(address);
    }
}
