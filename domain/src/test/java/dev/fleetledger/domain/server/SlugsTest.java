package dev.fleetledger.domain.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {

    @ParameterizedTest
    @CsvSource({
        "web.lan,web-lan",
        "сервер1,server-1",
        "12345,server-12345",
        "東京,server",
        "2001:db8:7::1,2001-db8-7-1",
        "2001:db8::7:1,2001-db8-7-1"
    })
    void whatIsMadeOfAHostnameIsNoNumber(String hostname, String slug) {
        assertThat(Slugs.made(hostname)).isEqualTo(slug);
        assertThat(Slugs.isMadeOf(slug, hostname)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "web-lan,web.lan,true",
        "WEB-LAN,web_lan,true",
        "web-lan-2,web.lan,true",
        "web-lan-02,web.lan,false",
        "web-lan-x,web.lan,false",
        "web,web.lan,false",
        "media,10.0.0.1,false",
        "server-3,東京,true",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2,"
                + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,true"
    })
    void itIsKnownAgain(String slug, String hostname, boolean made) {
        assertThat(Slugs.isMadeOf(slug, hostname)).isEqualTo(made);
    }
}
