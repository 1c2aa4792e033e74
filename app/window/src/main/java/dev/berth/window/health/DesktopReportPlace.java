package dev.berth.window.health;

import dev.berth.words.Words;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/// Asks with the desktop's own dialog.
///
/// @param words the person's language
public record DesktopReportPlace(Words words) implements ReportPlace {

    @Override
    public Optional<Path> choose(String name, Window owner) {
        var chooser = new FileChooser();
        chooser.setTitle(words.text("health.report.title"));
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters()
                .add(new ExtensionFilter(words.text("health.report.kind"), "*.zip"));
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }
}
