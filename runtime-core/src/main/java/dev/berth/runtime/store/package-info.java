/// Durable files of one home: state, journal, settings, secrets, lock. Values come in and are on
/// the disk when the call returns; unreadable files are kept aside and said so, never defaulted
/// over.
package dev.berth.runtime.store;
