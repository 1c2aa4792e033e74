package dev.berth.runtime.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A folder in which one program is put together in the OCI image layout (`oci-layout`,
/// `index.json`, `blobs/sha256/`). Parts that are not whole yet end in `.part`.
///
/// @param folder named after the reference, so that nothing of another one is taken for ours
record Layout(Path folder) {
    private static final String RESOLVED = "resolved.json";

    /// The one for this reference; what lies there of others goes.
    static Layout open(Path cache, String reference) throws IOException {
        var name = "service-" + Digest.of(bytes(reference)).hex().substring(0, 16);
        Files.createDirectories(
                cache,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (var others = Files.list(cache)) {
            for (var other : others.filter(one -> !one.endsWith(name)).toList()) {
                delete(other);
            }
        }
        var layout = new Layout(cache.resolve(name));
        Files.createDirectories(layout.folder.resolve("blobs/sha256"));
        return layout;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    Path whole(Digest digest) {
        return folder.resolve("blobs/sha256").resolve(digest.hex());
    }

    Path half(Digest digest) {
        return whole(digest).resolveSibling(digest.hex() + ".part");
    }

    boolean has(Manifest.Part part) throws IOException {
        return Files.isRegularFile(whole(part.digest()))
                && Files.size(whole(part.digest())) == part.size();
    }

    /// Bytes of a part that are here, whole or not.
    long here(Manifest.Part part) throws IOException {
        if (has(part)) {
            return part.size();
        }
        return Files.isRegularFile(half(part.digest()))
                ? Math.min(part.size(), Files.size(half(part.digest())))
                : 0;
    }

    /// A half one has become whole.
    void finish(Digest digest) throws IOException {
        try (var file = FileChannel.open(half(digest), StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(half(digest), whole(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    /// A small one that came in one piece.
    void put(Digest digest, byte[] bytes) throws IOException {
        Files.write(half(digest), bytes);
        finish(digest);
    }

    /// A small one that is here and is what it should be.
    Optional<byte[]> read(Digest digest) throws IOException {
        if (!Files.isRegularFile(whole(digest))) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(whole(digest)))
                .filter(bytes -> Digest.of(bytes).equals(digest));
    }

    /// What the reference stood for when it was asked first; a later try goes on with the same.
    Optional<Digest> resolved() throws IOException {
        try {
            var json = JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve(RESOLVED)));
            return json.path("digest").stringValueOpt().filter(Digest::isOne).map(Digest::parse);
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    void resolve(String reference, Digest digest) throws IOException {
        write(
                RESOLVED,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("reference", reference)
                        .put("digest", digest.toString())
                        .toString());
    }

    void unresolve() throws IOException {
        Files.deleteIfExists(folder.resolve(RESOLVED));
    }

    /// All parts are here: says so in the layout's own files.
    ///
    /// @param top what the reference stands for
    void complete(Digest top, String type) throws IOException {
        var index = JsonMapper.shared().createObjectNode().put("schemaVersion", 2);
        index.putArray("manifests")
                .addObject()
                .put("mediaType", type)
                .put("digest", top.toString())
                .put("size", Files.size(whole(top)));
        write("index.json", index.toString());
        write("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private void write(String name, String text) throws IOException {
        var half = folder.resolve(name + ".part");
        Files.writeString(half, text);
        Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Removes a folder with all that is in it, and follows no link.
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @org.jspecify.annotations.Nullable IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
