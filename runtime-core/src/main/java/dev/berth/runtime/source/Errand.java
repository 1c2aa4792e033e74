package dev.berth.runtime.source;

import static dev.berth.runtime.engine.EngineFailure.Kind.DAMAGED;
import static dev.berth.runtime.engine.EngineFailure.Kind.NETWORK;
import static dev.berth.runtime.engine.EngineFailure.Kind.NO_ROOM;
import static dev.berth.runtime.engine.EngineFailure.Kind.RELEASE_MISSING;

import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.source.Manifest.Part;
import dev.berth.runtime.source.ReleaseSource.Fetched;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// One fetch of one program from one place, with as many tries as the rule allows. One thread.
final class Errand {
    private static final int LARGEST_MANIFEST = 4 << 20;

    /// A try that brought at least this much counts as a success for the number of tries.
    private static final long WORTH_WHILE = 64 * 1024;

    /// Unpacked, a program is about two and a half times as large as on the way (860 MB and 340 MB
    /// for release 2026.9.6).
    private static final int UNPACKED = 3;

    private final OciSource.Means means;
    private final Reference reference;
    private final Layout layout;
    private final Repository repository;
    private final Meter meter;
    private final Limit limit;

    Errand(
            OciSource.Means means,
            Reference reference,
            Layout layout,
            Repository repository,
            Meter meter,
            Limit limit) {
        this.means = means;
        this.reference = reference;
        this.layout = layout;
        this.repository = repository;
        this.meter = meter;
        this.limit = limit;
    }

    @FunctionalInterface
    private interface Try<T> {
        T once() throws FetchFault, IOException, InterruptedException;
    }

    /// @param name the whole reference
    /// @param store the engine's folder, where it is known
    Fetched run(String name, Optional<Path> store)
            throws FetchFault, IOException, InterruptedException {
        var wanted = reference.digest().or(() -> known());
        var top = manifest(wanted);
        layout.resolve(name, top.digest());
        var parts =
                switch (top.typed().manifest()) {
                    case Manifest.Program(var some) -> some;
                    case Manifest.Index index ->
                            program(manifest(Optional.of(index.of(means.platform()).digest())));
                };
        demandRoom(parts, store);
        for (var part : parts) {
            trying(() -> part(part));
        }
        layout.complete(top.digest(), top.typed().type());
        meter.tell();
        return new Fetched.Here(layout.folder(), reference.nameFor(top.digest()), top.digest());
    }

    private Optional<Digest> known() {
        try {
            return layout.resolved();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    // -- manifests

    private record Top(Digest digest, Manifest.Typed typed) {}

    private Top manifest(Optional<Digest> wanted)
            throws FetchFault, IOException, InterruptedException {
        if (wanted.isPresent()) {
            var kept = layout.read(wanted.get());
            if (kept.isPresent()) {
                return new Top(wanted.get(), Manifest.read(kept.get(), Optional.empty()));
            }
        }
        return trying(() -> fetchedManifest(wanted));
    }

    private Top fetchedManifest(Optional<Digest> wanted)
            throws FetchFault, IOException, InterruptedException {
        var what = wanted.map(Digest::toString).orElseGet(reference::wanted);
        try (var reply = repository.manifest(what)) {
            var bytes = reply.whole(LARGEST_MANIFEST);
            var found = Digest.of(bytes);
            if (wanted.filter(digest -> !digest.equals(found)).isPresent()) {
                throw FetchFault.lasting(
                        DAMAGED, "%s sent %s for %s".formatted(repository.host(), found, what));
            }
            var typed = Manifest.read(bytes, reply.header("Content-Type"));
            layout.put(found, bytes);
            return new Top(found, typed);
        } catch (FetchFault e) {
            if (e.kind() == RELEASE_MISSING) {
                layout.unresolve(); // what the name stood for is gone: ask afresh next time
            }
            throw e;
        }
    }

    private static List<Part> program(Top top) throws FetchFault {
        if (top.typed().manifest() instanceof Manifest.Program(var parts)) {
            return parts;
        }
        throw FetchFault.lasting(RELEASE_MISSING, "an index within an index");
    }

    // -- room

    private void demandRoom(List<Part> parts, Optional<Path> store) throws FetchFault, IOException {
        long all = parts.stream().mapToLong(Part::size).reduce(0, Errand::sum);
        long here = 0;
        for (var part : parts) {
            here += layout.here(part);
        }
        meter.begin(here, all);
        var disk = means.disk();
        var unpacked = store.filter(Files::isDirectory);
        boolean shared = unpacked.isPresent() && disk.same(layout.folder(), unpacked.get());
        long large = all > Long.MAX_VALUE / UNPACKED ? Long.MAX_VALUE : all * UNPACKED;
        demand(layout.folder(), sum(all - here, shared ? large : 0));
        if (unpacked.isPresent() && !shared) {
            demand(unpacked.get(), large);
        }
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private void demand(Path folder, long bytes) throws FetchFault, IOException {
        long free = means.disk().free(folder);
        if (free < bytes) {
            throw FetchFault.lasting(
                    NO_ROOM,
                    "free at %s: %d MB, needed: %d MB"
                            .formatted(folder, free / 1_000_000, bytes / 1_000_000));
        }
    }

    // -- parts

    private Void part(Part part) throws FetchFault, IOException, InterruptedException {
        if (layout.has(part)) {
            return Meter.nothing();
        }
        var half = layout.half(part.digest());
        var digest = Digest.begun();
        long from = begun(half, part, digest);
        try (var reply = repository.part(part.digest(), from)) {
            boolean goesOn = reply.status() == 206 && beginsAt(reply, from);
            if (from > 0 && !goesOn) {
                meter.add(-from);
                from = 0;
                digest = Digest.begun();
                Files.deleteIfExists(half);
                if (reply.status() != 200) {
                    throw FetchFault.passing(NETWORK, "the source does not go on where we stopped");
                }
            }
            write(half, from, part, digest, reply);
        }
        if (!Digest.ended(digest).equals(part.digest())) {
            Files.deleteIfExists(half);
            meter.add(-part.size());
            var said = "%s sent other bytes than %s".formatted(repository.host(), part.digest());
            // Those of an earlier try may have been spoiled here: once more from the first one.
            throw from > 0 ? FetchFault.passing(DAMAGED, said) : FetchFault.lasting(DAMAGED, said);
        }
        layout.finish(part.digest());
        return Meter.nothing();
    }

    private static boolean beginsAt(Line.Reply reply, long from) {
        return reply.header("Content-Range")
                .filter(range -> range.strip().startsWith("bytes " + from + "-"))
                .isPresent();
    }

    /// Feeds what an earlier try left to the digest; more than there can be is thrown away.
    private long begun(Path half, Part part, MessageDigest digest) throws IOException {
        if (!Files.isRegularFile(half)) {
            return 0;
        }
        if (Files.size(half) >= part.size()) {
            meter.add(-Math.min(part.size(), Files.size(half)));
            Files.delete(half);
            return 0;
        }
        try (var in = Files.newInputStream(half)) {
            var buffer = new byte[64 * 1024];
            long read = 0;
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
                read += got;
            }
            return read;
        }
    }

    private void write(Path half, long from, Part part, MessageDigest digest, Line.Reply reply)
            throws FetchFault, IOException, InterruptedException {
        long at = from;
        try (var file =
                FileChannel.open(
                        half,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            for (var piece = reply.next(); piece.isPresent(); piece = reply.next()) {
                for (var buffer : piece.get()) {
                    digest.update(buffer.duplicate());
                    at += buffer.remaining();
                    meter.add(buffer.remaining());
                    while (buffer.hasRemaining()) {
                        file.write(buffer);
                    }
                }
                if (at > part.size()) {
                    break; // the digest says the rest
                }
            }
        }
        if (at < part.size()) {
            throw FetchFault.passing(NETWORK, "the source stopped before the end");
        }
        meter.add(part.size() - at);
    }

    // -- tries

    private <T> T trying(Try<T> one) throws FetchFault, IOException, InterruptedException {
        int failed = 0;
        while (true) {
            long before = meter.bytes();
            try {
                return one.once();
            } catch (FetchFault fault) {
                if (!fault.mayPass()) {
                    throw fault;
                }
                failed = meter.bytes() - before >= WORTH_WHILE ? 1 : failed + 1;
                var pause = means.retries().pause(failed, fault.asked()).orElseThrow(() -> fault);
                means.pause().take(pause, limit.cancellation());
                if (limit.cancellation().isCancelled()) {
                    throw FetchFault.cancelled();
                }
            }
        }
    }
}
