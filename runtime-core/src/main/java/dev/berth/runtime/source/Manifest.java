package dev.berth.runtime.source;

import static dev.berth.runtime.engine.EngineFailure.Kind.RELEASE_MISSING;
import static dev.berth.runtime.engine.EngineFailure.Kind.UNREADABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a name stands for (OCI image specification 1.1, and Docker's schema 2, which is alike).
sealed interface Manifest {

    /// All that may be answered, the newest first.
    String ACCEPTED =
            "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
                    + " application/vnd.docker.distribution.manifest.list.v2+json,"
                    + " application/vnd.docker.distribution.manifest.v2+json";

    /// One for each kind of computer.
    record Index(List<Variant> variants) implements Manifest {
        public Index {
            variants = List.copyOf(variants);
        }

        /// The one for this kind of computer.
        Part of(Platform platform) throws FetchFault {
            return variants.stream()
                    .filter(variant -> variant.platform().equals(platform))
                    .findFirst()
                    .map(Variant::part)
                    .orElseThrow(() ->
                            FetchFault.lasting(
                                    RELEASE_MISSING,
                                    "there is none for " + platform + " under this name"));
        }
    }

    /// The program for one kind of computer.
    ///
    /// @param platform for which it is
    record Variant(Platform platform, Part part) {}

    /// The program itself.
    ///
    /// @param parts its configuration and its layers, each once
    record Program(List<Part> parts) implements Manifest {
        public Program {
            parts = List.copyOf(parts);
        }
    }

    /// Something that is fetched by itself.
    ///
    /// @param size in bytes
    record Part(Digest digest, long size) {}

    /// A kind of computer, in Go's words.
    record Platform(String system, String architecture) {
        /// What runs on this computer.
        ///
        /// @param osArch as in the system property `os.arch`
        static Platform linux(String osArch) {
            return new Platform(
                    "linux",
                    switch (osArch) {
                        case "x86_64" -> "amd64";
                        case "aarch64" -> "arm64";
                        default -> osArch;
                    });
        }

        @Override
        public String toString() {
            return system + "/" + architecture;
        }
    }

    /// A manifest with the type under which it was given.
    record Typed(String type, Manifest manifest) {}

    /// Reads what a source gave.
    ///
    /// @param contentType as the source named it; what the manifest says of itself counts more
    static Typed read(byte[] bytes, Optional<String> contentType) throws FetchFault {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(bytes);
        } catch (JacksonException e) {
            throw unreadable("no JSON");
        }
        var type =
                json.path("mediaType")
                        .stringValueOpt()
                        .or(() -> contentType)
                        .filter(named -> ACCEPTED.contains(named))
                        .orElse(
                                json.path("manifests").isArray()
                                        ? "application/vnd.oci.image.index.v1+json"
                                        : "application/vnd.oci.image.manifest.v1+json");
        if (json.path("manifests").isArray()) {
            return new Typed(type, index(json));
        }
        if (json.path("config").isObject() && json.path("layers").isArray()) {
            return new Typed(type, program(json));
        }
        throw unreadable("neither an index nor a manifest");
    }

    private static Index index(JsonNode json) throws FetchFault {
        var variants = new ArrayList<Variant>();
        for (var entry : json.path("manifests")) {
            var platform = entry.path("platform");
            variants.add(
                    new Variant(
                            new Platform(
                                    platform.path("os").asString(""),
                                    platform.path("architecture").asString("")),
                            part(entry)));
        }
        return new Index(variants);
    }

    private static Program program(JsonNode json) throws FetchFault {
        var parts = new ArrayList<Part>();
        parts.add(part(json.path("config")));
        for (var layer : json.path("layers")) {
            parts.add(part(layer));
        }
        return new Program(parts.stream().distinct().toList());
    }

    private static Part part(JsonNode json) throws FetchFault {
        var digest = json.path("digest").asString("");
        var size = json.path("size").asLong(-1);
        if (!Digest.isOne(digest) || size < 0) {
            throw unreadable("a part without a digest that can be checked, or without its size");
        }
        return new Part(Digest.parse(digest), size);
    }

    private static FetchFault unreadable(String why) {
        return FetchFault.lasting(UNREADABLE, "the source's answer could not be read: " + why);
    }
}
