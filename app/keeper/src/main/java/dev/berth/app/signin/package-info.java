/// Whether Berth starts when the person signs in to the computer. What the person chose comes in;
/// the desktop's own entry goes out, and what the person did to it with the desktop's own tools
/// comes back.
package dev.berth.app.signin;
