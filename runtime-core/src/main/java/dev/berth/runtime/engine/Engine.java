package dev.berth.runtime.engine;

import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ServiceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What an engine can do for us. Each call blocks its thread until it is answered, its limit has
/// passed or it is cancelled; each is idempotent in the sense that asking again does no harm.
///
/// Called by the supervisor's thread, except [#lastLines] and [#follow], which any thread may call.
public interface Engine {

    /// Whether it can be used at all, and how it is set up.
    Answer<EngineReport> report(Limit limit);

    /// Tells an engine that refuses to work because of what it remembers
    /// ([EngineFailure.Kind#STALE]) that nothing runs in it any more. Done only when nothing does,
    /// ours or another's.
    Answer<Void> revive(Limit limit);

    /// How our container stands. With a recorded id this asks for exactly that one.
    Answer<ContainerState> look(Ownership ours, Limit limit);

    /// Whether a container that is not ours mounts the data folder, or one above or below it. Asked
    /// before each create and start (DESIGN 4, rule 3).
    Answer<Optional<ContainerState.AnotherOnOurData>> strangerOnData(Ownership ours, Limit limit);

    /// Digest (or id) of an image that is present; empty when it is absent.
    Answer<Optional<String>> image(String reference, Limit limit);

    /// All images that are here, and who has a use for each.
    Answer<List<StoredImage>> images(Limit limit);

    /// Removes exactly this image, never by force. One that somebody has a use for stays, and that
    /// is a failure: a container is made from it, another image is built on it, or it has further
    /// names. An absent one is no failure.
    Answer<Void> removeImage(String id, Limit limit);

    /// What carries our label, one a line: its kind and its name or id.
    Answer<List<String>> labelled(Ownership ours, Limit limit);

    /// Erases what is in this folder, also what belongs to user ids that only the engine can act
    /// for. Links go, what they lead to stays; another file system is not entered.
    ///
    /// @param folder its real path on this computer
    Answer<Void> eraseFiles(Path folder, Limit limit);

    /// Takes over an image that lies in a folder in the OCI image layout.
    ///
    /// @param name under which it is kept from now on
    /// @return its id
    Answer<String> adopt(Path layout, String name, Limit limit);

    /// The folder in which the engine keeps images, on this computer.
    Answer<Path> store(Limit limit);

    /// Fetches an image from its source by the engine's own means, which know the person's
    /// sign-ins.
    ///
    /// @param progress told lines as they come, on another thread
    Answer<String> fetch(String reference, Consumer<String> progress, Limit limit);

    /// Loads an image from a file.
    ///
    /// @return the reference under which it can be used from now on
    Answer<String> load(Path file, Limit limit);

    /// Which of these secrets are there.
    Answer<List<String>> secrets(List<String> names, Limit limit);

    /// Puts a secret, replacing one of the same name; its value is read from the owner-only file.
    Answer<Void> putSecret(String name, Path file, Ownership ours, Limit limit);

    /// Takes a secret of ours away. An absent one is no failure, and one of that name that is not
    /// ours is left alone.
    Answer<Void> removeSecret(String name, Ownership ours, Limit limit);

    /// Makes the container; it does not run yet.
    Answer<ContainerId> create(ServiceSpec spec, Ownership ours, Limit limit);

    Answer<Void> start(ContainerId id, Limit limit);

    /// Asks the service to stop and kills it after the grace; a stopped one is no failure.
    Answer<Void> stop(ContainerId id, Duration grace, Limit limit);

    /// Has it hold still until [#unpause].
    Answer<Void> pause(ContainerId id, Limit limit);

    Answer<Void> unpause(ContainerId id, Limit limit);

    /// Removes the container, which must not run any more; an absent one is no failure.
    Answer<Void> remove(ContainerId id, Limit limit);

    /// Removes one that is not ours and does not run any more, on the person's word; what it keeps
    /// in places of its own stays. An absent one is no failure.
    Answer<Void> removeOther(ContainerId id, Limit limit);

    /// The service's last lines, oldest first, without colour codes; not redacted.
    Answer<List<String>> lastLines(ContainerId id, int lines, Limit limit);

    /// Follows the service's lines until the limit is cancelled or the service ends.
    Answer<Void> follow(ContainerId id, int lines, Consumer<String> line, Limit limit);

    /// Who listens on our loopback port while our container runs.
    Answer<Listener> listener(ContainerId id, int port, Limit limit);

    /// Watches for the end of our container's run, cheaply: a running watch costs no polling. The
    /// signal may come late, twice or not at all; it only says "look again".
    Watch watch(ContainerId id, Runnable signal);

    /// A running watch.
    interface Watch extends AutoCloseable {
        /// Whether ends are seen at once; when false only the slow check sees them.
        boolean isLive();

        @Override
        void close();
    }

    /// Who listens on a port.
    enum Listener {
        /// The engine's own forwarder for our container.
        OURS,
        /// Nobody, at the moment.
        NOBODY,
        /// Somebody else.
        FOREIGN
    }
}
