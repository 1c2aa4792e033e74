/// The command line: one class for each verb. Arguments come in, a `Berth` is asked, sentences (or
/// JSON) and an exit status go out. What a verb needs lies on its [dev.berth.app.desk.Desk].
package dev.berth.app.verb;
