/// Work on copies that takes long, done by a process of its own, and what it and the keeper say to
/// each other. An [Order] comes in; its [Errand.State] goes out.
package dev.berth.runtime.copies.errand;
