package dev.berth.runtime.supervisor;

import dev.berth.runtime.Settings;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.copies.errand.CopyDesk;
import dev.berth.runtime.door.Doorway;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.news.News;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.passage.Passage;
import dev.berth.runtime.service.Models;
import dev.berth.runtime.service.ServiceConfiguration;
import dev.berth.runtime.source.ReleaseSource;
import dev.berth.runtime.source.ReleaseTags;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.Journal;
import dev.berth.runtime.store.OfferFile;
import dev.berth.runtime.store.SecretStore;
import dev.berth.runtime.store.SettingsFile;
import dev.berth.runtime.store.StateFile;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Everything outside the supervisor that it can see or touch.
///
/// @param aside carries out what asks the network and may take long, beside the loop
/// @param settingsNews hears of the settings whenever they were read or changed
/// @param drafts what the first run has kept so far
/// @param uptime time that has passed while the computer was awake, from any beginning
/// @param ids new ids for attempts, unique in this home
/// @param self who we are
public record World(
        Host host,
        Observer observer,
        ReleaseSource source,
        ReleaseTags tags,
        OfferFile offers,
        Executor aside,
        ServiceConfiguration configuration,
        Models models,
        Passage passage,
        Doorway doorway,
        DataFolder data,
        CopyDesk copies,
        SecretStore secrets,
        StateFile stateFile,
        Journal journal,
        SettingsFile settingsFile,
        News<Settings> settingsNews,
        Drafts drafts,
        Clock clock,
        Supplier<Duration> uptime,
        Supplier<String> ids,
        StatusReport.Supervisor self) {}
