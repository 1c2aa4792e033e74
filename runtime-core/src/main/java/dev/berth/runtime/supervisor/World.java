package dev.berth.runtime.supervisor;

import dev.berth.runtime.StatusReport;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.service.ServiceConfiguration;
import dev.berth.runtime.source.ReleaseSource;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.Journal;
import dev.berth.runtime.store.SecretStore;
import dev.berth.runtime.store.SettingsFile;
import dev.berth.runtime.store.StateFile;
import java.time.Clock;
import java.util.function.Supplier;

/// Everything outside the supervisor that it can see or touch.
///
/// @param ids new ids for attempts, unique in this home
/// @param self who we are
public record World(
        Host host,
        Observer observer,
        ReleaseSource source,
        ServiceConfiguration configuration,
        DataFolder data,
        SecretStore secrets,
        StateFile stateFile,
        Journal journal,
        SettingsFile settingsFile,
        Clock clock,
        Supplier<String> ids,
        StatusReport.Supervisor self) {}
