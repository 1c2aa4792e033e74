/// The person's desktop as the keeper finds it: one way to show an icon, to tell something, to open
/// the window and to start at sign-in, chosen by the platform. Here the adapters are put together.
package dev.berth.app.desktop;
