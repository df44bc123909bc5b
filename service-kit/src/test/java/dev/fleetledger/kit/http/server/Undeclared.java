package dev.fleetledger.kit.http.server;

import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Csv;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Resources that leave out what they must say. */
final class Undeclared {
    private Undeclared() {}

    record Row(String name) {}

    @Path("/api/v1/mute")
    public static final class Mute {
        @GET
        @Authenticated
        public String get() {
            return "";
        }
    }

    @Path("/api/v1/pdus")
    @Speaks(Contract.HOMELAB)
    public static final class Foreign {
        @GET
        @Authenticated
        public String get() {
            return "";
        }
    }

    @Path("/api/v1/unlimited")
    @Speaks(Contract.HOMELAB)
    public static final class Unlimited {
        @GET
        @Public
        public String get() {
            return "";
        }
    }

    @Path("/api/v1/bulky")
    @Speaks(Contract.HOMELAB)
    public static final class Bulky {
        @POST
        @Authenticated
        public String post(@Context Csv<Row> rows) {
            return "";
        }
    }

    @Path("/api/v1/coded")
    @Speaks(Contract.HOMELAB)
    public static final class Coded {
        @GET
        @Authenticated
        @Limited(RateLimit.CODE)
        public String get() {
            return "";
        }
    }
}
