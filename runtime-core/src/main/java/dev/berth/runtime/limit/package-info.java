/// How long an act may take and how it is cut short. Values and one small handle, known to every
/// room that waits for anything. Nothing comes in; nothing goes out.
package dev.berth.runtime.limit;
