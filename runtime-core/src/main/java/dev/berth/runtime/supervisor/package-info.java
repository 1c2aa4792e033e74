/// The one service thread. Commands and signals come in through a mailbox; each turn observes,
/// decides, acts under a journalled intent and publishes an immutable report.
package dev.berth.runtime.supervisor;
