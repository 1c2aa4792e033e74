/// Safety copies of the service's data: how one is made while the service works, which are kept,
/// and how one takes the place of the data. Folders come in; sealed files and a [Shelf] of them go
/// out.
package dev.berth.runtime.copies;
