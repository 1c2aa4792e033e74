/// Sealed facts about the world at one moment, each known or unknown with its cause. The Observer
/// asks engine, service and store for just those that the next decision needs. An immutable
/// Observation goes out.
package dev.berth.runtime.observation;
