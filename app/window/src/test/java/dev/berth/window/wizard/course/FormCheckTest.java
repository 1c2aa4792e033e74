package dev.berth.window.wizard.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.window.wizard.course.FormCheck.Fault;
import dev.berth.window.wizard.course.FormCheck.Remark;
import dev.berth.window.wizard.course.ProviderForm.Entry;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormCheckTest {
    private static final String KEY = "sk-ant-api03-0123456789";

    @Test
    void somethingIsToBeChosen() {
        assertThat(FormCheck.of(ProviderForm.blank()))
                .extracting(Remark::fault)
                .containsExactly(Fault.CHOOSE_ONE);
    }

    @Test
    void laterNeedsNothing() {
        assertThat(FormCheck.of(ProviderForm.blank().choosing(Answerer.LATER))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC, sk-ant-api03-0123456789, ,",
        "ANTHROPIC, '', MISSING, true",
        "ANTHROPIC, sk-a, TOO_SHORT, true",
        "ANTHROPIC, sk-0123456789, BEGINS_OTHERWISE, false",
        "ANTHROPIC, sk-proj-0123456789, OF_ANOTHER, true",
        "ANTHROPIC, sk-ant-mit leer, STRANGE_SIGNS, true",
        "ANTHROPIC, sk-ant-schlüssel, STRANGE_SIGNS, true",
        "OPENAI, sk-0123456789, ,",
        "OPENROUTER, sk-or-v1-0123456789, ,",
        "GOOGLE, AIza0123456789, ,",
        "GOOGLE, sk-0123456789, BEGINS_OTHERWISE, false"
    })
    void aKeyIsOfTheFormThatItsProviderGives(
            ProviderKind kind, String key, Fault fault, Boolean stops) {
        var form = choosing(kind).with(kind, new Entry("", "", new TypedKey(key)));

        if (fault == null) {
            assertThat(FormCheck.of(form)).isEmpty();
        } else {
            assertThat(FormCheck.of(form))
                    .singleElement()
                    .satisfies(remark -> {
                        assertThat(remark.fault()).isEqualTo(fault);
                        assertThat(remark.stops()).isEqualTo(stops);
                    });
        }
    }

    @Test
    void aKeyTooLongIsRefused() {
        var form =
                choosing(ProviderKind.OPENAI)
                        .with(
                                ProviderKind.OPENAI,
                                new Entry("", "", new TypedKey("sk-" + "x".repeat(600))));

        assertThat(FormCheck.whileTyping(form))
                .extracting(Remark::fault)
                .containsExactly(Fault.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "sk-", "sk-an", "sk-ant-0"})
    void nothingIsSaidOfWhatIsOnlyUnfinished(String begun) {
        var form =
                choosing(ProviderKind.ANTHROPIC)
                        .with(ProviderKind.ANTHROPIC, new Entry("", "", new TypedKey(begun)));

        assertThat(FormCheck.whileTyping(form)).isEmpty();
    }

    @Test
    void aKeyOfAnotherProviderIsNoticedAtOnce() {
        var form =
                choosing(ProviderKind.ANTHROPIC)
                        .with(ProviderKind.ANTHROPIC, new Entry("", "", new TypedKey("AIza0123")));

        assertThat(FormCheck.whileTyping(form))
                .extracting(Remark::fault)
                .containsExactly(Fault.OF_ANOTHER);
    }

    @Test
    void aKeptKeyNeedsNoOther() {
        var form = ProviderForm.of(Optional.of(Provider.usual(ProviderKind.ANTHROPIC)), true);

        assertThat(FormCheck.of(form)).isEmpty();
        assertThat(FormCheck.of(form.choosing(Answerer.OPENAI)))
                .extracting(Remark::fault)
                .containsExactly(Fault.MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:11434/v1, ,",
        "http://localhost:1234/v1, ,",
        "http://[::1]:1234/v1, ,",
        "https://llm.example/v1, ,",
        "'', MISSING, true",
        "llm.example, NOT_AN_ADDRESS, true",
        "ftp://llm.example, NOT_AN_ADDRESS, true",
        "http://, NOT_AN_ADDRESS, true",
        "https://me:secret@llm.example/v1, HAS_USER, true",
        "https://llm.example/v1?key=1, NOT_AN_ADDRESS, true",
        "'https://llm.example/a b', NOT_AN_ADDRESS, true",
        "http://llm.example/v1, IN_THE_CLEAR, false"
    })
    void anAddressCanBeAsked(String address, Fault fault, Boolean stops) {
        var form =
                choosing(ProviderKind.CUSTOM)
                        .with(
                                ProviderKind.CUSTOM,
                                new Entry(address, "llama3.2", new TypedKey("0123456789")));

        if (fault == null) {
            assertThat(FormCheck.of(form)).isEmpty();
        } else {
            assertThat(FormCheck.of(form))
                    .singleElement()
                    .satisfies(remark -> {
                        assertThat(remark.fault()).isEqualTo(fault);
                        assertThat(remark.stops()).isEqualTo(stops);
                    });
        }
    }

    @Test
    void aModelServerHereIsAtItsUsualPlaceAndCanBeAskedForItsModels() {
        var form = choosing(ProviderKind.LOCAL);

        assertThat(FormCheck.of(form)).isEmpty();
        var filled =
                form.with(
                        ProviderKind.LOCAL,
                        new Entry(
                                form.entry(ProviderKind.LOCAL).address(),
                                " llama3.2 ",
                                TypedKey.NONE));
        assertThat(FormCheck.of(filled)).isEmpty();
        assertThat(filled.provider())
                .contains(
                        new Provider(
                                ProviderKind.LOCAL,
                                Optional.of(URI.create("http://127.0.0.1:11434/v1")),
                                Optional.of("llama3.2")));
    }

    @Test
    void aKeyKeptForOneServerIsNotGivenToAnother() {
        var here = URI.create("https://one.example/v1");
        var form =
                ProviderForm.of(
                        Optional.of(
                                new Provider(
                                        ProviderKind.CUSTOM, Optional.of(here), Optional.of("m"))),
                        true);
        assertThat(form.keyKept()).isTrue();

        var elsewhere =
                form.with(
                        ProviderKind.CUSTOM,
                        new Entry("https://two.example/v1", "m", TypedKey.NONE));
        assertThat(elsewhere.keyKept()).isFalse();
        assertThat(elsewhere.keyGiven()).isFalse();
    }

    @Test
    void noTextShowsTheKey() {
        var form =
                choosing(ProviderKind.ANTHROPIC)
                        .with(ProviderKind.ANTHROPIC, new Entry("", "", new TypedKey(KEY)));
        var state = WizardState.first().filled(form);

        assertThat(
                        String.join(
                                " ",
                                form.toString(),
                                state.toString(),
                                new Event.Filled(form).toString(),
                                Wizard.next(state, new Event.TryAgain()).toString()))
                .contains("hidden")
                .doesNotContain(KEY)
                .doesNotContain("0123456789");
    }

    private static ProviderForm choosing(ProviderKind kind) {
        return ProviderForm.blank().choosing(Answerer.of(Optional.of(kind)));
    }
}
