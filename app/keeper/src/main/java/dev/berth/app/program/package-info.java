/// The program on the disk, of which this process is one run. The kernel's word that its folder was
/// changed comes in; that another build lies there, whole and able to start, goes out.
package dev.berth.app.program;
