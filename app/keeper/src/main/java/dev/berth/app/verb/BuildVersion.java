package dev.berth.app.verb;

import dev.berth.runtime.Berths;
import picocli.CommandLine.IVersionProvider;

/// What `berth --version` prints.
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"berth " + Berths.version()};
    }
}
