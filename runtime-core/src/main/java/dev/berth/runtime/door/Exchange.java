package dev.berth.runtime.door;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalInt;

/// One request that is passed on to the service, and its answer back; made once more where that
/// harms nothing and the service was not there. Loop thread only.
final class Exchange implements Business {
    private final House house;
    private final Guest guest;
    private final Visit visit;
    private final AnswerPassage.Terms terms;
    private final Parcel parcel;

    private Optional<Upstream> upstream = Optional.empty();
    private Optional<AnswerPassage> answer = Optional.empty();
    private boolean repeated;
    private boolean over;

    Exchange(House house, Guest guest, HttpRequest request, Visit visit) {
        this.house = house;
        this.guest = guest;
        this.visit = visit;
        this.terms = AnswerPassage.Terms.of(request);
        Forwarding.inward(request);
        this.parcel = new Parcel(request);
    }

    // Between the client and here.

    @Override
    public void begin() {
        // What cannot be repeated does not go where the service may just hang up.
        boolean anyConnection = visit.safe() && !parcel.hasBody() && !terms.mayChange();
        var used = anyConnection ? house.services.used() : Optional.<Upstream>empty();
        used.ifPresentOrElse(this::send, () -> attempt(house.porter.service()));
    }

    @Override
    public void part(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            part.release();
            giveUp(Refusal.malformed("The body cannot be read."));
        } else if (over) {
            part.release();
        } else {
            parcel.add(part);
            if (upstream.isPresent()) {
                parcel.pump(upstream.get());
                allow();
            }
        }
    }

    @Override
    public void readComplete() {
        upstream.ifPresent(Upstream::flush);
        if (guest.asked()) {
            guest.watch();
        } else if (upstream.isPresent() && upstream.get().isWritable()) {
            guest.read();
        }
    }

    @Override
    public void writable() {
        if (answer.isPresent()) {
            upstream.ifPresent(Upstream::read);
        }
    }

    /// The service decides for itself what it makes of a client that only listens, as soon as it is
    /// there.
    @Override
    public void inputClosed() {
        if (guest.asked()) {
            upstream.ifPresent(Upstream::closeOutput);
        } else {
            guest.close();
        }
    }

    @Override
    public void gone() {
        end();
        upstream.ifPresent(Upstream::close);
    }

    @Override
    public void expired() {
        if (upstream.isEmpty()) {
            refuse(Refusal.UNAVAILABLE);
        } else if (guest.asked()) {
            house.trouble.note(Trouble.Kind.SILENT, "the service did not answer a request");
            refuse(Refusal.SILENT);
        } else {
            refuse(Refusal.SLOW_BODY);
        }
    }

    // Between here and the service.

    private void attempt(OptionalInt port) {
        port.ifPresentOrElse(to -> house.services.connect(to, this), this::absent);
    }

    void connected(Upstream connection) {
        if (over) {
            connection.close();
        } else {
            send(connection);
        }
    }

    void unreachable(Throwable cause) {
        if (!over) {
            house.trouble.note(Trouble.Kind.SERVICE, "the service takes no connection", cause);
            absent();
        }
    }

    private void send(Upstream connection) {
        upstream = Optional.of(connection);
        connection.carry(this, terms.headOnly());
        parcel.handOver(connection);
        connection.flush();
        connection.read();
        allow();
        if (guest.inputClosed()) {
            connection.closeOutput();
        } else if (!guest.asked()) {
            guest.read();
        }
    }

    /// An answer that has begun may take its time.
    private void allow() {
        if (answer.isEmpty() || answer.get().isInterim()) {
            guest.allow(guest.asked() ? house.limits.silence() : house.limits.body());
        }
    }

    void serviceWritable() {
        if (!guest.asked()) {
            guest.read();
        }
    }

    void head(HttpResponse head) {
        if (head.decoderResult().isFailure()) {
            confused(head.decoderResult().cause());
            return;
        }
        var passage = new AnswerPassage(guest, terms);
        if (!passage.head(head)) {
            confused(new IllegalStateException("unexpected answer " + head.status().code()));
            return;
        }
        answer = Optional.of(passage);
        if (!passage.isInterim()) {
            guest.allowForever();
        }
    }

    void answer(HttpContent part) {
        if (answer.isEmpty()) {
            part.release();
        } else if (part.decoderResult().isFailure()) {
            part.release();
            confused(part.decoderResult().cause());
        } else if (answer.get().part(part)) {
            finish(answer.get(), upstream.orElseThrow());
        }
    }

    void answerReadComplete() {
        guest.flush();
        if (answer.isEmpty() || guest.isWritable()) {
            upstream.ifPresent(Upstream::read);
        }
    }

    private void finish(AnswerPassage done, Upstream connection) {
        if (done.isInterim()) {
            answer = Optional.empty();
            return;
        }
        end();
        if (done.isChange()) {
            Tunnel.open(house, guest, connection, parcel.head());
            return;
        }
        guest.flush();
        if (done.mayKeepService() && parcel.isWhole() && !guest.inputClosed()) {
            connection.rest();
        } else {
            connection.close();
        }
        guest.answered(terms.keep());
    }

    // What goes wrong.

    /// The connection to the service is gone before all was said.
    void lost() {
        if (over) {
            return;
        }
        var connection = upstream.orElseThrow();
        upstream = Optional.empty();
        if (answer.isPresent()) {
            house.trouble.note(Trouble.Kind.SERVICE, "the service broke off in an answer");
            house.recovery.failed();
            giveUp(Refusal.BROKEN_OFF);
        } else if (guest.inputClosed()) {
            end();
            guest.close();
        } else if (connection.wasUsed()) {
            attempt(house.porter.service()); // it was closed for being idle, most likely
        } else {
            house.trouble.note(Trouble.Kind.SERVICE, "the service gave no answer");
            absent();
        }
    }

    /// Nobody was there, or nobody answered.
    private void absent() {
        house.recovery.failed();
        if (!parcel.mayBeRepeated(visit.safe())) {
            refuse(Refusal.BROKEN_OFF);
        } else if (repeated) {
            refuse(Refusal.UNAVAILABLE);
        } else if (house.recovery.join(this)) {
            guest.allow(visit.navigation() ? house.limits.patience() : house.limits.recovery());
        } else {
            house.trouble.note(Trouble.Kind.CROWDED, "too many requests wait for the service");
            refuse(Refusal.UNAVAILABLE);
        }
    }

    /// Somebody is there again.
    void again(int port) {
        repeated = true;
        attempt(OptionalInt.of(port));
    }

    /// What the service says is no HTTP.
    void confused(Throwable cause) {
        if (!over) {
            house.trouble.note(
                    Trouble.Kind.SERVICE, "an answer of the service cannot be read", cause);
            giveUp(Refusal.BAD_ANSWER);
        }
    }

    /// Tells the client in words where that is still possible.
    private void giveUp(Refusal refusal) {
        if (over) {
            return;
        }
        if (answer.isEmpty() || answer.get().isInterim()) {
            refuse(refusal);
        } else {
            end();
            upstream.ifPresent(Upstream::close);
            answer.get().breakOff();
        }
    }

    private void refuse(Refusal refusal) {
        end();
        upstream.ifPresent(Upstream::close);
        boolean page = visit.navigation() && refusal.equals(Refusal.UNAVAILABLE);
        var local = page ? Answers.waiting(house.porter.notice()) : Answers.of(refusal);
        LocalAnswer.now(guest, local, terms.keep() && guest.asked()).begin();
    }

    private void end() {
        over = true;
        guest.allowForever();
        house.recovery.leave(this);
        parcel.drop();
    }
}
