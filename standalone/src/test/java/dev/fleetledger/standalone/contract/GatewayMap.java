package dev.fleetledger.standalone.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code map} of nginx's configuration (https://nginx.org/en/docs/http/ngx_http_map_module.html) as far as the gateway's
 * uses it: regular expressions in their order, then the default, and values that may be variables of other maps.
 */
record GatewayMap(String source, List<Rule> rules, String fallback) {
    private static final Path CONFIGURATION = Path.of("..", "deploy", "nginx.conf");
    private static final Pattern MAP = Pattern.compile("(?m)^  map (\\S+) \\$(\\w+) \\{$(.*?)^  }$", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("^\\s+(\"~[^\"]+\"|~\\S+|default)\\s+(\\S+);$");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    record Rule(Pattern pattern, String value) {}

    /** The map that makes a variable. */
    static GatewayMap of(String variable) {
        return MAP.matcher(configuration())
                .results()
                .filter(map -> map.group(2).equals(variable))
                .map(map -> parse(unquoted(map.group(1)), map.group(3)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no map makes $" + variable));
    }

    /** The upstreams that there are. */
    static List<String> upstreams() {
        return Pattern.compile("(?m)^  upstream (\\w+) \\{$")
                .matcher(configuration())
                .results()
                .map(upstream -> upstream.group(1))
                .toList();
    }

    /** The value for a request of which these variables are known. */
    String value(Map<String, String> request) {
        var text = filled(source, request);
        var value = rules.stream()
                .filter(rule -> rule.pattern().matcher(text).find())
                .map(Rule::value)
                .findFirst()
                .orElse(fallback);
        return filled(value, request);
    }

    private static String filled(String text, Map<String, String> request) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            var name = found.group(1);
            var known = request.get(name);
            return Matcher.quoteReplacement(known == null ? of(name).value(request) : known);
        });
    }

    private static GatewayMap parse(String source, String block) {
        var rules = new ArrayList<Rule>();
        var fallback = "";
        for (var line : lines(block).toList()) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new AssertionError("cannot read '" + line + "'");
            }
            var key = unquoted(parts.group(1));
            if (key.equals("default")) {
                fallback = unquoted(parts.group(2));
            } else {
                var pattern = key.startsWith("~*")
                        ? Pattern.compile(key.substring(2), Pattern.CASE_INSENSITIVE)
                        : Pattern.compile(key.substring(1));
                rules.add(new Rule(pattern, unquoted(parts.group(2))));
            }
        }
        return new GatewayMap(source, rules, fallback);
    }

    private static Stream<String> lines(String block) {
        return block.lines().filter(line -> !line.isBlank() && !line.strip().startsWith("#"));
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") || text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
    }

    private static String configuration() {
        try {
            return Files.readString(CONFIGURATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
