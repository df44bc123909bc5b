package dev.fleetledger.command.webhook;

import dev.fleetledger.command.process.AddressPolicy;
import dev.fleetledger.domain.text.IpAddresses;
import dev.fleetledger.kit.error.FieldError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Which URLs a webhook may have. What a host's name means is looked up when something is sent, each time anew. */
final class WebhookUrls {
    static final int LONGEST = 2000;
    private static final String EXPECTED = "an http or https URL of a public host, without user and fragment";

    private final AddressPolicy policy;

    WebhookUrls(AddressPolicy policy) {
        this.policy = policy;
    }

    /** What is wrong with it, if anything is. */
    Optional<FieldError> check(String url) {
        URI uri;
        try {
            uri = new URI(url).parseServerAuthority();
        } catch (URISyntaxException e) {
            return wrong("is no URL", url);
        }
        var scheme = uri.getScheme();
        var host = uri.getHost();
        if (scheme == null
                || host == null
                || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            return wrong("is no URL that can be called", url);
        }
        var isLiteral = host.startsWith("[");
        var address = IpAddresses.parse(isLiteral ? host.substring(1, host.length() - 1) : host);
        return address.map(policy::allows).orElse(!isLiteral)
                ? Optional.empty()
                : wrong("is an address that may not be called", url);
    }

    private static Optional<FieldError> wrong(String message, String url) {
        // What it is called with may be a secret.
        var shown = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
        return Optional.of(FieldError.invalid("url", message, shown, EXPECTED));
    }
}
