package dev.berth.runtime.store;

import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.store.Update.Release;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// [Program] as the fields of a JSON object; each is missing where it is not known. What goes into
/// arguments must be what it claims to be.
final class ProgramCodec {
    private static final String UPDATE = "update";
    private static final String PIN = "pin";
    private static final String USED_BY = "usedBy";
    private static final String IN_VAIN = "inVain";
    private static final String STAGE = "stage";
    private static final String ASKED = "asked";
    private static final String BRING = "bring";
    private static final String BROUGHT = "brought";
    private static final String IMAGE = "image";
    private static final String BEFORE = "before";
    private static final String COPY = "a copy such as 20261122T151500Z-daily";

    private ProgramCodec() {}

    static ObjectNode write(Program program) {
        var object = Json.object();
        program.usedBy().ifPresent(version -> object.put(USED_BY, version));
        program.inVain().ifPresent(version -> object.put(IN_VAIN, version));
        program.pin().ifPresent(release -> object.set(PIN, write(release)));
        program.update().ifPresent(update -> object.set(UPDATE, write(update)));
        if (!program.brought().isEmpty()) {
            var brought = object.putArray(BROUGHT);
            program.brought().forEach(id -> brought.addObject().put(IMAGE, id));
        }
        return object;
    }

    private static ObjectNode write(Update update) {
        var object = Json.object();
        switch (update) {
            case Update.Asked(var wanted, var bring) -> {
                object.put(STAGE, ASKED);
                switch (wanted) {
                    case Source.Named(var reference) -> object.put("named", reference);
                    case Source.FromFile(var file) -> object.put("file", file.toString());
                }
                bring.ifPresent(copy -> object.put(BRING, copy));
            }
            case Update.Here(var wanted, var old, var stage, var before, var bring) -> {
                object.put(STAGE, Fields.word(stage));
                object.set("wanted", write(wanted));
                object.set("old", write(old));
                before.ifPresent(copy -> object.put(BEFORE, copy));
                bring.ifPresent(copy -> object.put(BRING, copy));
            }
        }
        return object;
    }

    private static ObjectNode write(Release release) {
        var object = Json.object().put("reference", release.reference());
        release.image().ifPresent(id -> object.put(IMAGE, id));
        release.file().ifPresent(file -> object.put("file", file.toString()));
        return object;
    }

    static Program read(Fields fields) throws WrongField {
        var pin = fields.optionalObject(PIN);
        var update = fields.optionalObject(UPDATE);
        return new Program(
                update.isPresent() ? Optional.of(update(update.get())) : Optional.empty(),
                pin.isPresent() ? Optional.of(release(pin.get())) : Optional.empty(),
                version(fields, USED_BY),
                version(fields, IN_VAIN),
                brought(fields));
    }

    private static Optional<String> version(Fields fields, String name) throws WrongField {
        var text = fields.optionalText(name);
        if (text.filter(version -> !version.matches("[0-9A-Za-z.+_-]{1,100}")).isPresent()) {
            throw fields.wrong(name, "a version such as 2026.9.6");
        }
        return text;
    }

    /// Came later: where it is missing nothing is known to have been brought.
    private static List<String> brought(Fields in) throws WrongField {
        var ids = new ArrayList<String>();
        if (in.has(BROUGHT)) {
            for (var one : in.list(BROUGHT)) {
                ids.add(image(one));
            }
        }
        return ids;
    }

    /// It goes into arguments of the engine.
    static String image(Fields in) throws WrongField {
        var id = in.text(IMAGE);
        if (!isImage(id)) {
            throw in.wrong(IMAGE, "an id");
        }
        return id;
    }

    private static boolean isImage(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9:-]{0,79}");
    }

    private static Update update(Fields in) throws WrongField {
        if (in.text(STAGE).equals(ASKED)) {
            return new Update.Asked(source(in), copy(in, BRING));
        }
        return new Update.Here(
                release(demanded(in, "wanted")),
                release(demanded(in, "old")),
                in.oneOf(STAGE, Update.Stage.values()),
                copy(in, BEFORE),
                copy(in, BRING));
    }

    private static Fields demanded(Fields in, String name) throws WrongField {
        var object = in.optionalObject(name);
        if (object.isEmpty()) {
            throw in.wrong(name, "a release");
        }
        return object.get();
    }

    private static Source source(Fields in) throws WrongField {
        var file = file(in);
        return file.isPresent()
                ? new Source.FromFile(file.get())
                : new Source.Named(name(in, "named"));
    }

    private static Release release(Fields in) throws WrongField {
        var image = in.optionalText(IMAGE);
        if (image.filter(id -> !isImage(id)).isPresent()) {
            throw in.wrong(IMAGE, "an id");
        }
        return new Release(name(in, "reference"), image, file(in));
    }

    private static String name(Fields in, String field) throws WrongField {
        var text = in.text(field);
        if (ReleaseName.of(text).isEmpty()) {
            throw in.wrong(field, ReleaseName.EXPECTED);
        }
        return text;
    }

    private static Optional<Path> file(Fields in) throws WrongField {
        var text = in.optionalText("file");
        try {
            var path = text.map(Path::of);
            if (path.filter(one -> !one.isAbsolute()).isPresent()) {
                throw in.wrong("file", "an absolute path");
            }
            return path;
        } catch (InvalidPathException e) {
            throw in.wrong("file", "an absolute path");
        }
    }

    private static Optional<String> copy(Fields in, String field) throws WrongField {
        var id = in.optionalText(field);
        if (id.filter(text -> !StateCodec.isCopy(text)).isPresent()) {
            throw in.wrong(field, COPY);
        }
        return id;
    }
}
