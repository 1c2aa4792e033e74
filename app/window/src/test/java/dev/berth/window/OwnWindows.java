package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;

import java.util.List;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Closes what windows a test leaves: the headless platform goes on giving them the keyboard.
public final class OwnWindows implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext test) {
        var _ =
                onFxThread(() -> {
                    var left = List.copyOf(Window.getWindows());
                    left.forEach(Window::hide);
                    return left.size();
                });
    }
}
