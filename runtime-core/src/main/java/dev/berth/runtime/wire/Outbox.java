package dev.berth.runtime.wire;

import dev.berth.runtime.StatusReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be written to one client, in bounded room. The keeper's threads put things in and
/// never wait; of the reports of one stream only the newest is kept, of other events the newest of
/// each kind, of a log its newest lines.
final class Outbox {
    /// Answers that may wait before whoever answers at length has to wait.
    private static final int ROOM = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<String> answers = new ArrayDeque<>();
    private final LinkedHashMap<Event, String> events = new LinkedHashMap<>();
    private final LinkedHashMap<Long, StatusReport> reports = new LinkedHashMap<>();
    private final LinkedHashMap<Long, Backlog> logs = new LinkedHashMap<>();
    private boolean closed;

    private record Event(long stream, String kind) {}

    /// What is to be written next.
    sealed interface Post {
        /// A whole line.
        record Answer(String line) implements Post {}

        /// The newest report of a stream.
        record Report(long stream, StatusReport report) implements Post {}

        /// Log lines of a stream.
        record Log(long stream, List<String> lines) implements Post {}

        /// Nothing will come any more.
        record End() implements Post {}
    }

    /// Puts an answer in at once. Whoever calls this sees to it that there are not too many.
    void put(String line) {
        locked(() -> answers.add(line));
    }

    /// Puts an answer in as soon as there is room. For a client's own thread.
    void putWhenThereIsRoom(String line) throws InterruptedException {
        lock.lock();
        try {
            while (answers.size() >= ROOM && !closed) {
                room.await();
            }
            answers.add(line);
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Puts a line of a stream in, in place of one of the same kind that still waits.
    void tell(long stream, String kind, String line) {
        locked(() -> {
            events.remove(new Event(stream, kind)); // what is newer comes after the others
            events.put(new Event(stream, kind), line);
        });
    }

    /// Puts a report in, in place of one of the same stream that still waits.
    void put(long stream, StatusReport report) {
        locked(() -> reports.put(stream, report));
    }

    /// Puts a log line in; the stream's oldest fall away when there are too many.
    void put(long stream, String logLine) {
        locked(() -> logs.computeIfAbsent(stream, _ -> new Backlog()).add(logLine));
    }

    /// Forgets what still waits of a stream.
    void forget(long stream) {
        locked(() -> {
            events.keySet().removeIf(event -> event.stream() == stream);
            reports.remove(stream);
            logs.remove(stream);
        });
    }

    /// Nothing more is put in; what waits can still be taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            something.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for what is to be written next: answers first, then events, reports and logs.
    Post take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (!answers.isEmpty()) {
                    room.signal();
                    return new Post.Answer(answers.remove());
                }
                if (!events.isEmpty()) {
                    return new Post.Answer(events.pollFirstEntry().getValue());
                }
                if (!reports.isEmpty()) {
                    var next = reports.pollFirstEntry();
                    return new Post.Report(next.getKey(), next.getValue());
                }
                if (!logs.isEmpty()) {
                    return nextLog();
                }
                if (closed) {
                    return new Post.End();
                }
                something.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Streams take turns.
    private Post nextLog() {
        var next = logs.pollFirstEntry();
        var lines = new ArrayList<>(next.getValue().take(Protocol.PART));
        if (!next.getValue().isEmpty()) {
            logs.put(next.getKey(), next.getValue());
        }
        return new Post.Log(next.getKey(), lines);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            if (!closed) {
                change.run();
                something.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
