package dev.berth.runtime.door;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// The waiting pages that are open, as server-sent events. Loop thread only.
final class Audience {

    /// Often enough that a browser and its helpers see the stream alive, in seconds.
    private static final int HEARTBEAT = 15;

    private static final JsonMapper JSON = new JsonMapper();

    private final Porter porter;
    private final EventLoop loop;
    private final Set<EventStream> streams = new LinkedHashSet<>();
    private boolean beating;

    Audience(Porter porter, EventLoop loop) {
        this.porter = porter;
        this.loop = loop;
    }

    int size() {
        return streams.size();
    }

    void join(EventStream stream) {
        streams.add(stream);
        stream.send(news());
        if (!beating) {
            beating = true;
            beatLater();
        }
    }

    void leave(EventStream stream) {
        streams.remove(stream);
    }

    /// Tells all how it stands now.
    void tell() {
        if (!streams.isEmpty()) {
            var news = news();
            Set.copyOf(streams).forEach(stream -> stream.send(news));
        }
    }

    private byte[] news() {
        var notice = porter.notice();
        var told = new LinkedHashMap<String, Object>();
        told.put("language", notice.language());
        told.put("title", notice.title());
        told.put("sentence", notice.sentence());
        told.put("progress", notice.progress().orElse(""));
        told.put("actions", notice.actions());
        told.put("moving", porter.isMoving());
        return "event: notice\ndata: %s\n\n%s"
                .formatted(
                        JSON.writeValueAsString(told),
                        porter.isOpen() ? "event: ready\ndata: {}\n\n" : "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void beatLater() {
        var _ = loop.schedule(this::beat, HEARTBEAT, TimeUnit.SECONDS);
    }

    private void beat() {
        var beat = ":\n\n".getBytes(StandardCharsets.US_ASCII);
        Set.copyOf(streams).forEach(stream -> stream.send(beat));
        beating = !streams.isEmpty();
        if (beating) {
            beatLater();
        }
    }
}
