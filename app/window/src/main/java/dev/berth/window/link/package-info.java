/// The window's side of the conversation with the keeper. Reports and lost connections come in,
/// acts of the person go out, and after each of them one [dev.berth.window.link.Outlook] says all
/// that is known; what pages ask is answered on the JavaFX thread. Nothing here knows words or
/// JavaFX.
package dev.berth.window.link;
