package dev.berth.window.face;

import java.util.regex.Pattern;

/// The words of DESIGN 1 that no person shall read, in both languages.
public final class Forbidden {
    public static final Pattern WORDS =
            Pattern.compile(
                    "\\b(containers?|images?|pods?|podman|docker|(virtual )?machines?|vms?|wsl|qemu"
                            + "|hypervisors?|daemons?|sockets?|volumes?|mount(s|ed)?|namespaces?"
                            + "|cgroups?|registr(y|ies)|exit codes?"
                            + "|containern?s?|abbild(er|s|ern)?|(virtuellen? )?maschinen?"
                            + "|namensr(aum|äume)s?|laufwerke?s?|eingehängt|dienste?s?"
                            + "|registrierung(en)?|rückgabewerte?s?|exit-codes?)\\b",
                    Pattern.CASE_INSENSITIVE
                            | Pattern.UNICODE_CASE
                            | Pattern.UNICODE_CHARACTER_CLASS);

    private Forbidden() {}
}
