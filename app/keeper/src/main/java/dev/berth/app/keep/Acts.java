package dev.berth.app.keep;

import dev.berth.app.desk.Browser;
import dev.berth.app.desk.RedirectPage;
import dev.berth.app.tray.Choice;
import dev.berth.runtime.Command;
import dev.berth.runtime.Keeper;
import dev.berth.runtime.Screens.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what the person chose on the desktop, each on a thread of its own: whoever told us goes on
/// at once. What is chosen before the supervisor is there waits for it.
final class Acts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acts.class);

    private final CompletableFuture<Keeper> keeper;
    private final Browser browser;
    private final Path run;
    private final Consumer<Boolean> busy;
    private final AtomicInteger mending = new AtomicInteger();
    private final Set<RedirectPage> pages = ConcurrentHashMap.newKeySet();

    /// @param run an owner-only folder for the page that leads to the assistant
    /// @param busy told whether a repair that was asked for here is under way
    Acts(CompletableFuture<Keeper> keeper, Browser browser, Path run, Consumer<Boolean> busy) {
        this.keeper = keeper;
        this.browser = browser;
        this.run = run;
        this.busy = busy;
    }

    void perform(Choice choice) {
        Thread.ofVirtual()
                .name("berth-act-" + choice)
                .start(() -> {
                    try {
                        perform(choice, keeper.get());
                    } catch (IOException | ExecutionException | RuntimeException e) {
                        LOG.warn("{} did not work", choice, e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void perform(Choice choice, Keeper there) throws IOException, InterruptedException {
        switch (choice) {
            case OPEN -> open(there);
            case SET_UP, SHOW -> show(there, View.STATE);
            case SETTINGS -> show(there, View.SETTINGS);
            case RESET -> show(there, View.RESET);
            case REPAIR -> {
                mend(there, new Command.Repair());
                show(there, View.STATE);
            }
            case RESTART -> ask(there, new Command.Restart());
            case PAUSE -> ask(there, new Command.Pause());
            case RESUME -> ask(there, new Command.Start());
            case QUIT -> ask(there, new Command.Quit());
        }
    }

    private static void show(Keeper there, View view) {
        if (!there.screens().show(view)) {
            LOG.info("no window could be opened");
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the icon shows what comes of it
    private static void ask(Keeper there, Command command) {
        there.ask(command);
    }

    private void mend(Keeper there, Command command) {
        busy.accept(mending.incrementAndGet() > 0);
        var _ =
                there.ask(command)
                        .whenComplete((_, _) -> busy.accept(mending.decrementAndGet() > 0));
    }

    private void open(Keeper there) throws IOException, InterruptedException {
        var address = there.signInAddress();
        if (address.isEmpty()) {
            show(there, View.STATE);
            return;
        }
        var page = RedirectPage.to(address.get(), run);
        pages.add(page);
        try {
            if (browser.show(page.file())) {
                page.awaitReading();
            } else {
                show(there, View.STATE);
            }
        } finally {
            takeAway(page);
        }
    }

    private void takeAway(RedirectPage page) {
        pages.remove(page);
        page.close();
    }

    /// Leaves no page with a key in it behind.
    @Override
    public void close() {
        pages.forEach(this::takeAway);
    }
}
