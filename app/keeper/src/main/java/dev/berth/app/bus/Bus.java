package dev.berth.app.bus;

import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.types.UInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to the bus. Any thread; [#ask] waits.
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String NAME = "org.freedesktop.DBus";
    private static final String PATH = "/org/freedesktop/DBus";

    /// Somebody who does not answer for so long has hung.
    private static final long LONGEST_ANSWER_MS = 5_000;

    private static final byte EXPECTS_ANSWER = 0;

    private final DBusConnection connection;

    Bus(DBusConnection connection) {
        this.connection = connection;
    }

    /// Asks somebody for something and waits for the answer, 5 s at most.
    ///
    /// @param signature of the arguments
    public Object[] ask(Address whom, String member, String signature, Object... arguments)
            throws BusException {
        var what = whom.service() + " " + whom.interfaceName() + "." + member;
        try {
            var call =
                    connection
                            .getMessageFactory()
                            .createMethodCall(
                                    connection.getUniqueName(),
                                    whom.service(),
                                    whom.path(),
                                    whom.interfaceName(),
                                    member,
                                    EXPECTS_ANSWER,
                                    signature.isEmpty() ? null : signature,
                                    arguments);
            connection.sendMessage(call);
            Message answer = call.getReply(LONGEST_ANSWER_MS);
            if (answer == null) {
                throw new BusException(what + ": no answer");
            }
            if (answer instanceof Error error) {
                throw new BusException(what + ": " + error.getException().getMessage());
            }
            var results = answer.getParameters();
            return results == null ? new Object[0] : results;
        } catch (DBusException | RuntimeException e) {
            throw new BusException(what + ": " + e.getMessage(), e);
        }
    }

    /// Asks the bus itself.
    Object[] askBus(String member, String signature, Object... arguments) throws BusException {
        return ask(new Address(NAME, PATH, NAME), member, signature, arguments);
    }

    /// The unique name of who has this name now; empty when nobody has.
    public String ownerOf(String name) throws BusException {
        return (boolean) askBus("NameHasOwner", "s", name)[0]
                ? String.valueOf(askBus("GetNameOwner", "s", name)[0])
                : "";
    }

    /// Takes a name.
    ///
    /// @return whether it is ours now
    public boolean take(String name) {
        try {
            connection.requestBusName(name);
            return true;
        } catch (DBusException | RuntimeException e) {
            LOG.info("the name {} cannot be had on the bus: {}", name, e.getMessage());
            return false;
        }
    }

    /// The name that the bus gave us.
    public String ownName() {
        return connection.getUniqueName();
    }

    /// Answers to this object's path from now on.
    public void export(DBusInterface thing) throws BusException {
        try {
            connection.exportObject(thing.getObjectPath(), thing);
        } catch (DBusException e) {
            throw new BusException("cannot answer to " + thing.getObjectPath(), e);
        }
    }

    /// Says something to whoever listens. What can no longer be said is dropped: a new connection
    /// begins with everything.
    public void emit(
            String path,
            String interfaceName,
            String member,
            String signature,
            Object... arguments) {
        try {
            connection.sendMessage(
                    connection
                            .getMessageFactory()
                            .createSignal(
                                    connection.getUniqueName(),
                                    path,
                                    interfaceName,
                                    member,
                                    signature.isEmpty() ? null : signature,
                                    arguments));
        } catch (DBusException | RuntimeException e) {
            LOG.info("{}.{} could not be said: {}", interfaceName, member, e.getMessage());
        }
    }

    /// Tells who owns this name from now on, at each change; empty for nobody.
    public void watchName(String name, Consumer<String> listener) throws BusException {
        hear(
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withSender(NAME)
                        .withInterface(NAME)
                        .withMember("NameOwnerChanged")
                        .withArg0123(0, name),
                arguments -> listener.accept(String.valueOf(arguments[2])));
    }

    /// Hears what anybody says under this name.
    public void hear(String interfaceName, String member, Consumer<Object[]> listener)
            throws BusException {
        hear(
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withInterface(interfaceName)
                        .withMember(member),
                listener);
    }

    private void hear(DBusMatchRuleBuilder rule, Consumer<Object[]> listener) throws BusException {
        try {
            var _ = connection.addGenericSigHandler(rule.build(), signal -> pass(signal, listener));
        } catch (DBusException | RuntimeException e) {
            throw new BusException("the bus does not let us listen", e);
        }
    }

    private static void pass(DBusSignal signal, Consumer<Object[]> listener) {
        try {
            var arguments = signal.getParameters();
            listener.accept(arguments == null ? new Object[0] : arguments);
        } catch (DBusException | RuntimeException e) {
            LOG.info("not understood on the bus: {}", e.getMessage());
        }
    }

    void close() {
        connection.disconnect();
    }

    /// An unsigned number of the bus.
    public static UInt32 unsigned(long number) {
        return new UInt32(number);
    }

    /// Somebody on the bus.
    ///
    /// @param service the name
    /// @param path of the object there
    /// @param interfaceName what is asked of it belongs to this
    public record Address(String service, String path, String interfaceName) {}
}
