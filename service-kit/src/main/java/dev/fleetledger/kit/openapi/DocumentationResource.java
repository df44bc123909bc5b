package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documentation: OpenAPI generated from the resources, and the pages that show it. Nothing comes from elsewhere. */
@Hidden
@Path("/")
@Speaks(Contract.HOMELAB)
public final class DocumentationResource {
    private static final String HTML = "text/html;charset=utf-8";
    /** Both pages style inline; ReDoc searches in a worker of its own making. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src blob:; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** What the pages load: where it is on the class path, and what it is. */
    private static final Map<String, Asset> ASSETS = Map.of(
            "swagger-ui.css", new Asset("/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui.css", "text/css"),
            "swagger-ui-bundle.js",
                    new Asset("/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui-bundle.js", "text/javascript"),
            "favicon-32x32.png",
                    new Asset("/META-INF/resources/webjars/swagger-ui/5.34.1/favicon-32x32.png", "image/png"),
            "redoc.standalone.js",
                    new Asset("/META-INF/resources/webjars/redoc/2.1.4/bundles/redoc.standalone.js", "text/javascript"),
            "start.js", new Asset("/documentation/start.js", "text/javascript"));

    private record Asset(String resource, String type) {}

    private final Supplier<ObjectNode> own;
    private final Supplier<Collection<ObjectNode>> others;
    private volatile @Nullable Rendition rendition;

    /**
     * @param own document of this service
     * @param others documents of the services beside it
     */
    public DocumentationResource(Supplier<ObjectNode> own, Supplier<Collection<ObjectNode>> others) {
        this.own = own;
        this.others = others;
    }

    /** Describes all operations, in OpenAPI 3.1. */
    @GET
    @Path("api/openapi.json")
    @Speaks(Contract.GOUGH)
    @Produces("application/json")
    @Public
    @Limited(RateLimit.APART)
    public byte[] json() {
        return rendition().json().get();
    }

    /** Describes all operations, in OpenAPI 3.1 as YAML. */
    @GET
    @Path("api/openapi.yaml")
    @Speaks(Contract.GOUGH)
    @Produces("application/yaml")
    @Public
    @Limited(RateLimit.APART)
    public byte[] yaml() {
        return rendition().yaml().get();
    }

    /** Gives all operations as a Postman collection. */
    @GET
    @Path("api/postman.json")
    @Speaks(Contract.GOUGH)
    @Produces("application/json")
    @Public
    @Limited(RateLimit.APART)
    public byte[] postman() {
        return rendition().postman().get();
    }

    /** Shows the operations in a browser, to be tried. */
    @GET
    @Path("api/docs")
    @Speaks(Contract.GOUGH)
    @Produces(HTML)
    @Public
    @Limited(RateLimit.APART)
    public InputStream swaggerUi(@Context Call call) throws IOException {
        return page(call, "/documentation/swagger-ui.html");
    }

    /** Shows the operations in a browser, to be tried. */
    @GET
    @Path("docs")
    @Produces(HTML)
    @Public
    @Limited(RateLimit.APART)
    public InputStream swaggerUiAsChatops(@Context Call call) throws IOException {
        return swaggerUi(call);
    }

    /** Shows the operations in a browser, to be read. */
    @GET
    @Path("redoc")
    @Produces(HTML)
    @Public
    @Limited(RateLimit.APART)
    public InputStream redoc(@Context Call call) throws IOException {
        return page(call, "/documentation/redoc.html");
    }

    /** Gives a file that the pages are made of. */
    @GET
    @Path("api/docs/assets/{name}")
    @Speaks(Contract.GOUGH)
    @Public
    @Limited(RateLimit.APART)
    public Response asset(@Context Call call, @PathParam("name") String name) throws IOException {
        var asset = ASSETS.get(name);
        if (asset == null) {
            throw new ProblemException(Problem.ofStatus(404));
        }
        call.responseHeader("Cache-Control", "max-age=3600");
        return Response.ok(open(asset.resource()), asset.type()).build();
    }

    private static InputStream page(Call call, String resource) throws IOException {
        call.responseHeader("Content-Security-Policy", CONTENT_POLICY);
        return open(resource);
    }

    private static InputStream open(String resource) throws IOException {
        var stream = DocumentationResource.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException("not on the class path: " + resource);
        }
        return stream;
    }

    /** Made once for the same documents, as anybody may ask for it as often as they like. */
    private Rendition rendition() {
        var of = Stream.concat(Stream.of(own.get()), others.get().stream()).toList();
        var kept = rendition;
        if (kept == null || !kept.isOf(of)) {
            kept = Rendition.of(of);
            rendition = kept;
        }
        return kept;
    }
}
