/// What is around the pages: the row that leads to them, the menu, the keys. A place comes in, its
/// page is made when it is first wanted, and shown; outlooks go on to the page that is seen.
package dev.berth.window.shell;
