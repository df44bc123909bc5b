package dev.fleetledger.kit.http.server;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.dropwizard.jetty.HttpConnectorFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Dropwizard's {@code type: http}, but for that it lets any path through to {@link RequestFilter}, which alone judges
 * them: what the connector itself refuses has lost its path by then, and so the contract to be answered in.
 */
final class ForgivingConnectorFactory extends HttpConnectorFactory {
    private static final UriCompliance ANY_PATH =
            UriCompliance.UNSAFE.without("ANY_PATH", Violation.USER_INFO, Violation.FRAGMENT);

    /** As Dropwizard calls the connectors whose paths the filter does not see. */
    private static final String ADMIN = "admin";

    @Override
    public Connector build(Server server, MetricRegistry metrics, String name, @Nullable ThreadPool threadPool) {
        if (!name.equals(ADMIN)) {
            setUriCompliance(ANY_PATH);
        }
        return super.build(server, metrics, name, threadPool);
    }

    /** Has configurations read by this mapper mean it. */
    static void use(ObjectMapper mapper) {
        mapper.registerSubtypes(new NamedType(ForgivingConnectorFactory.class, "http"));
    }

    @Override
    protected HttpConnectionFactory buildHttpConnectionFactory(HttpConfiguration configuration) {
        var usual = super.buildHttpConnectionFactory(configuration);
        var forgiving = new Connections(usual.getHttpConfiguration());
        forgiving.setInputBufferSize(usual.getInputBufferSize());
        return forgiving;
    }

    private static final class Connections extends HttpConnectionFactory {
        Connections(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new Forgiving(getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }
    }

    private static final class Forgiving extends HttpConnection {
        Forgiving(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        /** What cannot be parsed goes on as something that is refused as well, with the part before. */
        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
            try {
                var fragment = uri.indexOf('#') >= 0;
                return super.newHttpStream(method, fragment ? RequestPath.refused(uri) : uri, version);
            } catch (IllegalArgumentException e) {
                return super.newHttpStream(method, RequestPath.refused(uri), version);
            }
        }
    }
}
