/// What a home has on this computer, in its folders and in the engine. Asked before an erasure, so
/// that a person sees what will go, and once more after it, so that what is left is told. Changes
/// nothing, and needs no keeper.
@org.jspecify.annotations.NullMarked
package dev.berth.runtime.estate;
