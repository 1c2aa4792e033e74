package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.KeyForm.Fault;
import dev.berth.runtime.KeyForm.Good;
import dev.berth.runtime.KeyForm.Odd;
import dev.berth.runtime.KeyForm.OfAnother;
import dev.berth.runtime.KeyForm.Wrong;
import org.junit.jupiter.api.Test;

final class KeyFormTest {

    @Test
    void whatBeginsAsThatProvidersKeysDoIsGood() {
        assertThat(KeyForm.of(ProviderKind.ANTHROPIC, "sk-ant-api03-abcdefgh"))
                .isEqualTo(new Good());
        assertThat(KeyForm.of(ProviderKind.OPENAI, "  sk-proj-abcdefgh\n")).isEqualTo(new Good());
        assertThat(KeyForm.of(ProviderKind.OPENROUTER, "sk-or-v1-abcdefgh")).isEqualTo(new Good());
        assertThat(KeyForm.of(ProviderKind.GOOGLE, "AIzaabcdefgh")).isEqualTo(new Good());
    }

    @Test
    void anotherBeginIsOddButPossible() {
        assertThat(KeyForm.of(ProviderKind.GOOGLE, "AQ.abcdefghijkl")).isEqualTo(new Odd("AIza"));
        assertThat(KeyForm.of(ProviderKind.ANTHROPIC, "sk-1234567890"))
                .as("many begin so")
                .isEqualTo(new Odd("sk-ant-"));
    }

    @Test
    void theKeyOfAnotherProviderIsNamedAsTheirs() {
        assertThat(KeyForm.of(ProviderKind.OPENAI, "sk-ant-api03-abcdefgh"))
                .isEqualTo(new OfAnother(ProviderKind.ANTHROPIC));
        assertThat(KeyForm.of(ProviderKind.OPENAI, "sk-or-v1-abcdefgh"))
                .isEqualTo(new OfAnother(ProviderKind.OPENROUTER));
        assertThat(KeyForm.of(ProviderKind.ANTHROPIC, "sk-proj-abcdefgh"))
                .isEqualTo(new OfAnother(ProviderKind.OPENAI));
        assertThat(KeyForm.of(ProviderKind.OPENROUTER, "AIzaabcdefgh"))
                .isEqualTo(new OfAnother(ProviderKind.GOOGLE));
    }

    @Test
    void whatCannotBeAKeyIsWrong() {
        var kind = ProviderKind.OPENAI;
        assertThat(KeyForm.of(kind, " ")).isEqualTo(new Wrong(Fault.MISSING));
        assertThat(KeyForm.of(kind, "sk-abc defghi")).isEqualTo(new Wrong(Fault.HAS_SPACES));
        assertThat(KeyForm.of(kind, "sk-abc\u00a0defghi"))
                .isEqualTo(new Wrong(Fault.UNUSUAL_CHARACTER));
        assertThat(KeyForm.of(kind, "sk-äöüäöü")).isEqualTo(new Wrong(Fault.UNUSUAL_CHARACTER));
        assertThat(KeyForm.of(kind, "sk-1")).isEqualTo(new Wrong(Fault.TOO_SHORT));
        assertThat(KeyForm.of(kind, "sk-" + "a".repeat(510))).isEqualTo(new Wrong(Fault.TOO_LONG));
    }

    @Test
    void aServerOfOnesOwnMayHaveAnyKeyOrNone() {
        assertThat(KeyForm.of(ProviderKind.LOCAL, "")).isEqualTo(new Good());
        assertThat(KeyForm.of(ProviderKind.CUSTOM, "abc")).isEqualTo(new Good());
        assertThat(KeyForm.of(ProviderKind.CUSTOM, "sk-ant-api03-abcdefgh")).isEqualTo(new Good());
        assertThat(KeyForm.of(ProviderKind.CUSTOM, "a b")).isEqualTo(new Wrong(Fault.HAS_SPACES));
    }
}
