package dev.berth.runtime.wire;

import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Setting;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The choices of another process's home.
final class RemoteChoices implements Choices {
    private final Correspondence keeper;

    RemoteChoices(Correspondence keeper) {
        this.keeper = keeper;
    }

    @Override
    public Answer now() {
        return answer(Protocol.object().put("ask", "choices"));
    }

    @Override
    public Answer choose(Setting setting, Optional<String> value) {
        var request = Protocol.object().put("ask", "choose").put("setting", setting.id());
        value.ifPresent(text -> request.put("value", text));
        return answer(request);
    }

    private Answer answer(ObjectNode request) {
        try {
            return ChoicesJson.answer(keeper.ask(request))
                    .orElseGet(() ->
                            refused(
                                    "The Berth that is running knows other settings than this one; quit it and start it again."));
        } catch (LostContact e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static Answer refused(String sentence) {
        return new Answer.Refused(Why.SETTINGS_FILE, sentence);
    }
}
