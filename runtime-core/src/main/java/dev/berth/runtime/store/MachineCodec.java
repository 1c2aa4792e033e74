package dev.berth.runtime.store;

import dev.berth.runtime.store.MachineRecord.Identity;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A [MachineRecord] as JSON. What goes into arguments of the engine must be what it claims to be.
final class MachineCodec {
    private static final long MOST_MEMORY_MIB = 1L << 22;

    private MachineCodec() {}

    static ObjectNode write(MachineRecord machine) {
        var object =
                Json.object()
                        .put("name", machine.name())
                        .put("asked", machine.asked().toString())
                        .put("cpus", machine.size().processors())
                        .put("memoryMiB", machine.size().memoryMiB())
                        .put("diskGiB", machine.size().diskGiB());
        machine.identity()
                .ifPresent(identity -> {
                    object.put("created", identity.created()).put("config", identity.config());
                    identity.sshPort().ifPresent(port -> object.put("sshPort", port));
                });
        return object;
    }

    static MachineRecord read(Fields in) throws WrongField {
        var name = in.text("name");
        if (!name.matches("berth(-[0-9]{1,3})?")) {
            throw in.wrong("name", "berth, berth-2 and so on");
        }
        return new MachineRecord(
                name,
                in.optionalInstant("asked")
                        .orElseThrow(
                                () -> in.wrong("asked", "a time such as 2026-11-20T22:15:04Z")),
                new MachineSize(
                        Math.toIntExact(in.whole("cpus", 1, 64)),
                        in.whole("memoryMiB", 1, MOST_MEMORY_MIB),
                        in.whole("diskGiB", 1, 1L << 20)),
                identity(in));
    }

    private static Optional<Identity> identity(Fields in) throws WrongField {
        var created = in.optionalText("created");
        return created.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Identity(created.get(), in.text("config"), in.optionalPort("sshPort")));
    }
}
