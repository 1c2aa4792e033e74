package dev.berth.runtime.supervisor;

import dev.berth.runtime.Command;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.limit.Cancellation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where every other thread leaves its messages for the owner thread. Holds also the handle of what
/// the owner is doing, so that a command of a higher rank cuts it short at once.
final class Mailbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mail = lock.newCondition();
    private final Queue<Ticket> tickets = new ArrayDeque<>();
    private Cancellation current = new Cancellation();
    private int currentRank;
    private boolean quiet;
    private boolean signalled;

    /// A command and whoever waits for its outcome.
    record Ticket(Command command, CompletableFuture<StatusReport> outcome) {}

    /// What was in the box.
    ///
    /// @param signalled whether something in the world may have changed
    record Mail(List<Ticket> tickets, boolean signalled) {}

    /// Any thread.
    void post(Ticket ticket) {
        Cancellation outranked = null;
        lock.lock();
        try {
            tickets.add(ticket);
            if (quiet || ticket.command().rank() > currentRank) {
                outranked = current;
            }
            mail.signalAll();
        } finally {
            lock.unlock();
        }
        if (outranked != null) {
            outranked.cancel();
        }
    }

    /// Any thread: look again.
    void signal() {
        Cancellation disturbed = null;
        lock.lock();
        try {
            signalled = true;
            if (quiet) {
                disturbed = current;
            }
            mail.signalAll();
        } finally {
            lock.unlock();
        }
        if (disturbed != null) {
            disturbed.cancel();
        }
    }

    /// Owner thread: takes everything out.
    Mail take() {
        lock.lock();
        try {
            var taken = new Mail(new ArrayList<>(tickets), signalled);
            tickets.clear();
            signalled = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Owner thread: says what begins now, and gets the handle by which it may be cut short. Mail
    /// of a higher rank that came in between cancels it from the start.
    ///
    /// @param rank that a command must exceed to cancel it
    Cancellation begin(int rank) {
        lock.lock();
        try {
            current = new Cancellation();
            currentRank = rank;
            quiet = false;
            if (tickets.stream().anyMatch(ticket -> ticket.command().rank() > rank)) {
                current.cancel();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /// Owner thread: the same for what may be put off at any time: every mail cancels it.
    Cancellation beginQuietly() {
        lock.lock();
        try {
            current = new Cancellation();
            quiet = true;
            if (signalled || !tickets.isEmpty()) {
                current.cancel();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /// Owner thread: waits for mail, no longer than this.
    void await(Duration atMost) throws InterruptedException {
        long left = Math.min(atMost.toNanos(), TimeUnit.HOURS.toNanos(1));
        lock.lock();
        try {
            while (tickets.isEmpty() && !signalled && left > 0) {
                left = mail.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
