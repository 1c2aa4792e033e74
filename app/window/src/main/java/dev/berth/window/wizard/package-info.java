/// The first run. What is missing, the provider, a few choices and the way to Ready are shown page
/// by page; what was filled in goes to the keeper, and set-up is complete when Ready was seen. What
/// comes next is decided in the room of the course; here it is shown, and carried to the keeper.
package dev.berth.window.wizard;
