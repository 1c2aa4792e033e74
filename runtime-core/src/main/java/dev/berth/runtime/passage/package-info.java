/// The way from the walled-off service to one model server of this computer. What comes in is the
/// server's address; what goes out is a folder for the service, in which every connection leads to
/// that address and nowhere else. It is open as long as the keeper lives.
package dev.berth.runtime.passage;
