package dev.berth.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChallengeTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "Bearer realm=\"https://a.example/token\",service=\"a.example\",scope=\"repository:x/y:pull\""
                        + " | https://a.example/token?service=a.example&scope=repository%3Ax%2Fy%3Apull",
                "bearer  realm=\"https://a.example/token\" | https://a.example/token?scope=fallback",
                "Bearer service=a b, realm=https://a.example/t | https://a.example/t?service=a&scope=fallback",
                "Bearer realm=\"https://a.example/t?x=1\",error=\"invalid_token\""
                        + " | https://a.example/t?x=1&scope=fallback",
                "Basic realm=\"b\", Bearer realm=\"https://a.example/t\" | https://a.example/t?scope=fallback",
                "Bearer realm=\"https://a.example/t\",service=\"say \\\"hi\\\"\""
                        + " | https://a.example/t?service=say+%22hi%22&scope=fallback",
            })
    void theAddressOfTheTokenIsRead(String header, String address) {
        assertThat(Challenge.parse(header).orElseThrow().tokenAddress("fallback"))
                .hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic realm=\"x\"",
                "Bearer",
                "Bearer realm=\"\"",
                "Bearer realm=\"file:///etc/passwd\"",
                "Bearer realm=\"not an address\"",
                "Negotiate",
            })
    void whatWeCannotDoIsNoChallenge(String header) {
        assertThat(Challenge.parse(header)).isEmpty();
    }
}
