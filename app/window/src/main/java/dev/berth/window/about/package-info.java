/// Which Berth this is and which assistant it runs: versions come in, a page goes out.
package dev.berth.window.about;
