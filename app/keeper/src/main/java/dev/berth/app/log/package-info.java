/// The program's own notes: quiet until a log file is opened, then written to it alone, without
/// secrets, rotated and closed to others. Nothing here reads a configuration or keeps a thread.
package dev.berth.app.log;
