/// Durable files of one home: state, journal, settings, secrets, lock, and the service's folder.
/// Values come in and are on the disk when the call returns; unreadable files are kept aside and
/// said so, never defaulted over. What stops us goes out as an [UnusableFile] with one sentence.
package dev.berth.runtime.store;
