/// The page that finds out what is wrong, and the pages that tell what a problem means. What doctor
/// found comes in; words, and a report for others, go out.
package dev.berth.window.health;
