package dev.berth.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxiesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "HTTPS_PROXY", "http://big.example:3128",
                    "http_proxy", "small.example:8080",
                    "NO_PROXY", "intern.example, .corp.example,10.0.0.7");

    @ParameterizedTest
    @CsvSource({
        "https://ghcr.io/v2/, http://big.example:3128",
        "http://ghcr.io/v2/, http://small.example:8080",
        "https://intern.example/, none",
        "https://a.intern.example/, none",
        "https://winter-intern.example/, http://big.example:3128",
        "https://a.corp.example/, none",
        "https://10.0.0.7/, none",
        "https://localhost/, none",
        "http://127.0.0.1:5000/, none",
        "http://[::1]:5000/, none",
    })
    void theEnvironmentSaysTheWay(String address, String proxy) {
        var found = new Proxies(Optional.empty(), ENVIRONMENT).of(URI.create(address));

        assertThat(found.map(URI::toString).orElse("none")).isEqualTo(proxy);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ghcr.io/, http://u:p@mine.example:1",
        "https://intern.example/, http://u:p@mine.example:1",
        "http://127.0.0.1:5000/, none",
    })
    void thePersonsProxyCountsMore(String address, String proxy) {
        var proxies = new Proxies(Optional.of("http://u:p@mine.example:1"), ENVIRONMENT);

        assertThat(proxies.of(URI.create(address)).map(URI::toString).orElse("none"))
                .isEqualTo(proxy);
    }
}
