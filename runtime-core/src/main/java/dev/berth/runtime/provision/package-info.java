/// Installs through this computer's package manager what the assistant needs. The wish of a person
/// comes in; how far it has got and how it ended go out. The system itself asks for the permission,
/// and nobody here ever ends a package manager half-way.
package dev.berth.runtime.provision;
