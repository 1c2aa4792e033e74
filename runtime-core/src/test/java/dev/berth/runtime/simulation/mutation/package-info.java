/// Known faults of earlier systems, put back one at a time: the simulation must find each. A text
/// resource per bug comes in; a seed that finds it, or a complaint, goes out. The product itself
/// has no switch: the one file is changed in memory and compiled, and a class loader of its own
/// plays the simulation with it.
package dev.berth.runtime.simulation.mutation;
