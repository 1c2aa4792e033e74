/// What a verb finds on its desk: the home, the person at the terminal, the browser, the means to
/// start the keeper and to hear that the process shall end. Each need is an interface, so that a
/// verb can be tried without any of them; the real ones stand beside it.
package dev.berth.app.desk;
