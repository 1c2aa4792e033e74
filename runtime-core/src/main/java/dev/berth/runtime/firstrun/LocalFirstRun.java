package dev.berth.runtime.firstrun;

import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.FirstRun;
import dev.berth.runtime.Place;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first run of a home in this process: joins its three parts.
public final class LocalFirstRun implements FirstRun {
    private static final Logger LOG = LoggerFactory.getLogger(LocalFirstRun.class);

    private final CheckUps checkUps;
    private final Installer installer;
    private final Drafts drafts;

    public LocalFirstRun(CheckUps checkUps, Installer installer, Drafts drafts) {
        this.checkUps = checkUps;
        this.installer = installer;
        this.drafts = drafts;
    }

    @Override
    public List<Check> checkUp(Optional<Place> place) {
        return checkUps.checkUp(place);
    }

    @Override
    public CompletionStage<Installation> install(Consumer<OptionalDouble> progress) {
        return installer.install(progress);
    }

    @Override
    public Optional<Draft> draft() {
        try {
            return drafts.load();
        } catch (IOException e) {
            LOG.warn("what was filled in cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void keep(Draft draft, Optional<String> key) {
        try {
            drafts.keep(draft, key);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    @Override
    public void forget() {
        try {
            drafts.forget();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static LostContact lost(IOException why) {
        var lost = new LostContact(String.valueOf(why.getMessage()));
        lost.initCause(why);
        return lost;
    }
}
