/// The person's session bus (D-Bus). Its address comes in; a connection that is made again whenever
/// it was lost goes out to those who live by it. Nothing here knows what is said on the bus.
package dev.berth.app.bus;
