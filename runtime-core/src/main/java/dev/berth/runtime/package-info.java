/// What an application may know of Berth: what can be asked for, and what is to be seen. Requests
/// come in, and immutable states, problems and progress go out; none of them says how the service
/// is run. Everything below this package is hidden by the module and joined by hand in one class,
/// the composition root.
package dev.berth.runtime;
