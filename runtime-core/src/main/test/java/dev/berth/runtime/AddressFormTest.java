package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.AddressForm.Fault;
import dev.berth.runtime.AddressForm.Good;
import dev.berth.runtime.AddressForm.Wrong;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressFormTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:11434/v1, http://127.0.0.1:11434/v1",
        "' https://models.example/v1/ ', https://models.example/v1",
        "http://[::1]:1234, http://[::1]:1234",
        "HTTP://localhost, HTTP://localhost",
    })
    void anAddressIsGood(String text, URI address) {
        assertThat(AddressForm.of(text)).isEqualTo(new Good(address));
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING",
        "127.0.0.1:11434/v1, NOT_WEB",
        "file:///etc/passwd, NOT_WEB",
        "http://, NO_HOST",
        "http://:8080/v1, NO_HOST",
        "http://a:70000, NO_HOST",
        "http://a:0, NO_HOST",
        "http://anna:secret@models.example, HAS_USER",
        "http://models.example/?key=1, HAS_MORE",
        "http://models.example/#x, HAS_MORE",
        "http://models.example/a b, UNREADABLE",
        "http://mödels.example/, UNREADABLE",
    })
    void anythingElseIsWrongForAReason(String text, Fault fault) {
        assertThat(AddressForm.of(text)).isEqualTo(new Wrong(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:11434/v1",
                "http://127.1.2.3",
                "http://localhost:1234",
                "https://LOCALHOST",
                "http://models.localhost",
                "http://[::1]:9",
                "http://0.0.0.0:11434"
            })
    void loopbackIsThisComputer(String address) {
        assertThat(at(address).isOnThisComputer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.5:11434/v1",
                "https://models.example",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://[fe80::1]:9"
            })
    void anythingElseIsNot(String address) {
        assertThat(at(address).isOnThisComputer()).isFalse();
    }

    private static Provider at(String address) {
        return new Provider(
                ProviderKind.CUSTOM, Optional.of(URI.create(address)), Optional.empty());
    }
}
