package dev.fleetledger.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.process.AddressPolicy;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlsTest {
    private final WebhookUrls urls = new WebhookUrls(new AddressPolicy(List.of("127.0.0.1/32")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook?token=x",
                "http://127.0.0.1:8080/",
                "http://[2606:4700::1111]/hook",
                "HTTP://Example.COM"
            })
    void canBeCalled(String url) {
        assertThat(urls.check(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[fe80::1%25eth0]/hook",
                "http://[fe80::1%25lo]/",
                "http://[fe80::1%251]/",
                "http://[fe80::1%lo]/",
                "http://[2606:4700::1111%25eth0]/",
                "http://[::ffff:0:127.0.0.1]/",
                "http://[::1]/",
                "http://10.0.0.1/",
                "http://[::ffff:10.0.0.1]/",
                "ftp://example.com/",
                "http://user@example.com/",
                "http://example.com/#x",
                "//example.com",
                "http:///x"
            })
    void cannot(String url) {
        assertThat(urls.check(url)).get().satisfies(error -> {
            assertThat(error.field()).isEqualTo("url");
            assertThat(String.valueOf(error.received())).doesNotContain("token=");
        });
    }
}
