package dev.berth.runtime.door;

import dev.berth.runtime.Voice.Loss;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// Somebody follows a one-time link. Who it is and where it leads may have to be read from files,
/// so that is done beside the loop. Loop thread only.
final class LinkVisit implements Business {

    /// Where the links lie.
    static final String PATH = "/.berth/open/";

    private final House house;
    private final Guest guest;
    private final String word;
    private boolean gone;

    LinkVisit(House house, Guest guest, String word) {
        this.house = house;
        this.guest = guest;
        this.word = word;
    }

    @Override
    public void begin() {}

    @Override
    public void part(HttpContent part) {
        part.release();
        if (guest.asked()) {
            var client = (InetSocketAddress) guest.channel().remoteAddress();
            var door = (InetSocketAddress) guest.channel().localAddress();
            Thread.ofPlatform()
                    .daemon()
                    .name("front-door-link")
                    .start(() -> {
                        var outcome = follow(client, door);
                        house.loop.execute(() -> answer(outcome));
                    });
        }
    }

    private sealed interface Outcome {
        record To(Optional<URI> target) implements Outcome {}

        record Nowhere(HttpResponseStatus status, Loss loss) implements Outcome {}

        record Failed(RuntimeException cause) implements Outcome {}
    }

    private Outcome follow(InetSocketAddress client, InetSocketAddress door) {
        if (house.links.isOpen(word) && !PeerUser.mayBeOurs(client, door)) {
            return new Outcome.Nowhere(HttpResponseStatus.FORBIDDEN, Loss.OF_ANOTHER);
        }
        var target = house.links.take(word);
        if (target.isEmpty()) {
            return new Outcome.Nowhere(HttpResponseStatus.GONE, Loss.SPENT);
        }
        try {
            return new Outcome.To(target.get().get());
        } catch (RuntimeException e) {
            return new Outcome.Failed(e);
        }
    }

    private void answer(Outcome outcome) {
        if (gone) {
            return;
        }
        switch (outcome) {
            case Outcome.To(var target) ->
                    // With nothing to open now, the page itself tells how it stands.
                    send(Answers.redirect(target.orElse(URI.create("/"))));
            case Outcome.Nowhere(var status, var loss) ->
                    send(Answers.lost(status, house.porter.lost(loss)));
            case Outcome.Failed(var cause) -> {
                house.trouble.note(Trouble.Kind.OURS, "a link could not be followed", cause);
                send(Answers.redirect(URI.create("/")));
            }
        }
    }

    private void send(FullHttpResponse answer) {
        LocalAnswer.last(guest, answer).begin();
    }

    @Override
    public void readComplete() {
        guest.watch();
    }

    @Override
    public void writable() {}

    @Override
    public void inputClosed() {}

    @Override
    public void gone() {
        gone = true;
    }

    @Override
    public void expired() {
        guest.close();
    }
}
