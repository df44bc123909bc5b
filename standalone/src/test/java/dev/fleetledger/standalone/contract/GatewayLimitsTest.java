package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway of the distributed form lets one client take, as its configuration has it. */
class GatewayLimitsTest {
    private final String configuration = read("deploy/nginx.conf");

    @Test
    @DisplayName("the bodies of one address cannot fill the gateway's folder, and one more is told to come back")
    void bodiesOfOneAddress() {
        assertThat(directive("limit_conn_zone")).isEqualTo("$sender zone=senders:10m");
        assertThat(directive("limit_conn_status")).isEqualTo("429");
        var atOnce = Integer.parseInt(directive("limit_conn").replaceFirst("^senders ", ""));
        var longest = megabytes(directive("client_max_body_size"));
        var folder = Pattern.compile("\"/tmp:size=(\\d+m)\"")
                .matcher(read("docker-compose.yml"))
                .results()
                .map(found -> megabytes(found.group(1)))
                .toList();
        assertThat(folder)
                .singleElement()
                .satisfies(size -> assertThat(atOnce * longest).isPositive().isLessThan(size));
    }

    @ParameterizedTest
    @DisplayName("what has no body is not counted, nor what the services ask of one another")
    @CsvSource({
        "8080, POST, counted",
        "8080, PUT, counted",
        "8080, DELETE, counted",
        "8080, GET, ''",
        "8080, HEAD, ''",
        "8090, POST, ''",
        "8090, GET, ''",
    })
    void whoIsCounted(String port, String method, String expected) {
        var sender = GatewayMap.of("sender")
                .value(Map.of("server_port", port, "request_method", method, "binary_remote_addr", "counted"));
        assertThat(sender).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("who sends or takes nothing is cut off")
    @CsvSource({
        "client_header_timeout, 10s",
        "client_body_timeout, 10s",
        "send_timeout, 30s",
        "reset_timedout_connection, on",
    })
    void silence(String directive, String expected) {
        assertThat(directive(directive)).isEqualTo(expected);
    }

    /** Of the one that stands for all requests. */
    private String directive(String name) {
        var found = Pattern.compile("(?m)^ *" + name + " ([^;]+);$")
                .matcher(configuration)
                .results()
                .map(line -> line.group(1))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static int megabytes(String size) {
        assertThat(size).endsWith("m");
        return Integer.parseInt(size.substring(0, size.length() - 1));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("..").resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
