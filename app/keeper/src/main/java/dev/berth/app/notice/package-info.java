/// How the desktop is told of trouble and of its end. What is to be said comes in; a click on it
/// goes out. Nothing here decides what is worth saying.
package dev.berth.app.notice;
