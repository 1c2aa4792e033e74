package dev.berth.window.wizard;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/// Asks with the desktop's own dialog.
///
/// @param words the person's language
record DesktopFilePicker(WizardWords words) implements FilePicker {

    @Override
    public Optional<Path> pick(Wanted wanted, Window owner) {
        var chooser = new FileChooser();
        chooser.setTitle(
                words.text(
                        switch (wanted) {
                            case PROGRAM -> "file.title";
                            case OWN_PLACE -> "own-file.title";
                        }));
        if (wanted == Wanted.PROGRAM) { // of the other kind there are many endings
            chooser.getExtensionFilters()
                    .add(
                            new ExtensionFilter(
                                    words.text("file.kind"), "*.tar", "*.tar.gz", "*.tgz"));
        }
        chooser.getExtensionFilters().add(new ExtensionFilter(words.text("file.any"), "*"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }
}
