package dev.berth.runtime.simulation.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The product with a bug in it, and the simulation that plays it: copies of all classes of both in
/// a loader of their own. Any thread.
final class Mutant {
    private static final String OURS = "dev.berth.runtime.";

    private final MethodHandle play;

    /// @param trial the class whose `play(long)` is to be asked
    /// @param changed the classes with the bug, by name
    Mutant(String trial, Map<String, byte[]> changed) {
        try {
            play =
                    MethodHandles.publicLookup()
                            .findStatic(
                                    new Loader(changed).loadClass(trial),
                                    "play",
                                    MethodType.methodType(Optional.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there is no way to play " + trial, e);
        }
    }

    /// Plays the schedule of this seed.
    ///
    /// @return the rule that was broken; empty when all were kept
    @SuppressWarnings("unchecked") // see the type that was asked for
    Optional<String> play(long seed) {
        try {
            return (Optional<String>) play.invokeExact(seed);
        } catch (Throwable e) {
            throw new IllegalStateException("seed " + seed + " cannot be played", e);
        }
    }

    /// Ours first, and of everything else what everybody has.
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> changed;

        static {
            registerAsParallelCapable();
        }

        Loader(Map<String, byte[]> changed) {
            super(Mutant.class.getClassLoader());
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = changed.get(name);
            if (bytes == null) {
                bytes = read(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }

        private static byte[] read(String name) throws ClassNotFoundException {
            var file =
                    found(name.replace('.', '/') + ".class")
                            .orElseThrow(() -> new ClassNotFoundException(name));
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Optional<Path> found(String file) {
            return Stream.of(Product.classes(), Product.testClasses())
                    .map(folder -> folder.resolve(file))
                    .filter(Files::exists)
                    .findFirst();
        }

        @Override
        public URL getResource(String name) {
            return found(name).map(Loader::url).orElseGet(() -> super.getResource(name));
        }

        private static URL url(Path file) {
            try {
                return file.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
