/// Bad files: what may befall the files of a home, made up from a seed, and what the real
/// supervisor over the real store makes of it in the simulated computer. A seed comes in; nothing
/// comes out when all was well, else one line that says which harm did what.
package dev.berth.runtime.corruption;
