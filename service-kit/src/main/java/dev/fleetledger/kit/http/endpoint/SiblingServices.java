package dev.fleetledger.kit.http.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.glassfish.jersey.uri.UriTemplate;

/** Knows what the services beside this one answer, as far as they told of it: clients see one platform. */
public final class SiblingServices {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    private final Supplier<Collection<ObjectNode>> documents;
    /** Each document is read once; a new one of a service is another object. */
    private final LoadingCache<ObjectNode, List<Operations>> read =
            Caffeine.newBuilder().weakKeys().build(SiblingServices::read);

    private record Operations(UriTemplate path, Set<String> methods) {
        boolean matches(String requestPath) {
            return path.match(requestPath, new HashMap<>());
        }

        /** More of what is written out takes precedence, as it does among resources. */
        int precision() {
            return path.getNumberOfExplicitCharacters();
        }
    }

    /**
     * @param documents OpenAPI of the services
     */
    public SiblingServices(Supplier<Collection<ObjectNode>> documents) {
        this.documents = documents;
    }

    /** The methods, in upper case, that are answered at a path; empty if it is nobody's. */
    public SortedSet<String> methods(String path) {
        var plain = path.replaceAll("(?<=.)/+$", "");
        var there = documents.get().stream()
                .flatMap(document -> read.get(document).stream())
                .filter(operations -> operations.matches(plain))
                .toList();
        var precision = there.stream().mapToInt(Operations::precision).max().orElse(0);
        var methods = new TreeSet<String>();
        there.stream()
                .filter(operations -> operations.precision() == precision)
                .forEach(operations -> methods.addAll(operations.methods()));
        return methods;
    }

    private static List<Operations> read(ObjectNode document) {
        return document.path("paths").properties().stream()
                .map(path -> new Operations(
                        new UriTemplate(path.getKey()), methods(path.getValue().fieldNames())))
                .toList();
    }

    private static Set<String> methods(Iterator<String> names) {
        var methods = new TreeSet<String>();
        names.forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
        methods.retainAll(METHODS);
        return methods;
    }
}
