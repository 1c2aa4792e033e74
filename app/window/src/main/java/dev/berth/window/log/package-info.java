/// The assistant's log: lines come in as they are told, the last of them are kept, followed and
/// searched.
package dev.berth.window.log;
