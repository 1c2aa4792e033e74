/// The real supervisor, observer and decision in a simulated computer: one seed gives one schedule
/// of faults, outside hands, clicks and deaths, on a virtual clock, in one thread. A seed comes in;
/// nothing comes out when every rule was kept, else the rule and a short trace.
///
/// The way of a schedule: [dev.berth.runtime.simulation.Simulation] drives turns; during each call
/// [dev.berth.runtime.simulation.VirtualTime] lets what is due happen, which
/// [dev.berth.runtime.simulation.Mischief] makes up; the [dev.berth.runtime.simulation.Computer] is
/// what is true; the [dev.berth.runtime.simulation.Guard] holds the rules.
package dev.berth.runtime.simulation;
