/// Tells listeners the newest of something. Values come in from whoever knows them and go out on
/// threads of their own, so that nobody waits for a listener.
package dev.berth.runtime.news;
