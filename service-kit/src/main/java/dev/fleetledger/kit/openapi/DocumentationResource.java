package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.kit.http.Problem;
import dev.fleetledger.kit.http.ProblemException;
import dev.fleetledger.kit.http.Public;
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

/** The documentation: OpenAPI generated from the resources, and the pages that show it. Nothing comes from elsewhere. */
@Hidden
@Path("/")
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

    /**
     * @param own document of this service
     * @param others documents of the services beside it
     */
    public DocumentationResource(Supplier<ObjectNode> own, Supplier<Collection<ObjectNode>> others) {
        this.own = own;
        this.others = others;
    }

    @GET
    @Path("api/openapi.json")
    @Produces("application/json")
    @Public
    public byte[] json() throws JsonProcessingException {
        return Json.mapper().writeValueAsBytes(document());
    }

    @GET
    @Path("api/openapi.yaml")
    @Produces("application/yaml")
    @Public
    public byte[] yaml() throws JsonProcessingException {
        return new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER))
                .writeValueAsBytes(document());
    }

    @GET
    @Path("api/postman.json")
    @Produces("application/json")
    @Public
    public byte[] postman() throws JsonProcessingException {
        return Json.mapper().writeValueAsBytes(PostmanCollection.of(document()));
    }

    @GET
    @Path("api/docs")
    @Produces(HTML)
    @Public
    public InputStream swaggerUi(@Context Call call) throws IOException {
        return page(call, "/documentation/swagger-ui.html");
    }

    @GET
    @Path("docs")
    @Produces(HTML)
    @Public
    public InputStream swaggerUiAsChatops(@Context Call call) throws IOException {
        return swaggerUi(call);
    }

    @GET
    @Path("redoc")
    @Produces(HTML)
    @Public
    public InputStream redoc(@Context Call call) throws IOException {
        return page(call, "/documentation/redoc.html");
    }

    @GET
    @Path("api/docs/assets/{name}")
    @Public
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

    private ObjectNode document() {
        return OpenApiUnion.of(own.get(), others.get());
    }
}
