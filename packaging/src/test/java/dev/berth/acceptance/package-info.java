/// Proves the finished program from outside, on real parts. The program comes in as a folder made
/// by the build; commands, signals and hands on the engine go in, and what a person or a script
/// would see is what is compared. Nothing here knows a class of Berth, and no test here runs inside
/// Maven (`./dev test` runs them).
@NullMarked
package dev.berth.acceptance;

import org.jspecify.annotations.NullMarked;
