/// The icon in the panels of Linux desktops: a StatusNotifierItem with a com.canonical.dbusmenu on
/// the session bus. Views come in and become properties and signals of the bus; clicks come back
/// from there. All of it on the bus's owner thread, except the answers to the panel, which are
/// given from immutable pictures of the last view.
package dev.berth.app.tray.notifier;
