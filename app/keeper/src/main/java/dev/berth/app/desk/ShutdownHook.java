package dev.berth.app.desk;

/// Java's own shutdown sequence, which both signals begin.
public final class ShutdownHook implements EndOfProcess {

    @Override
    public Registration before(Last last) {
        var hook =
                new Thread(
                        () -> {
                            last.act(SystemShutdown.isUnderWay());
                            // Else Java would report the signal (143) as what came of our work.
                            Runtime.getRuntime().halt(0);
                        },
                        "berth-end");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // The process is ending already, by this very hook.
            }
        };
    }
}
