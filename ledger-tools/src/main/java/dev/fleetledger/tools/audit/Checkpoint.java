package dev.fleetledger.tools.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.schemas.FleetId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The heads of all fleets at one time, signed: whoever keeps one elsewhere can prove later that what was in the ledger
 * then still is.
 *
 * @param time when it was made
 * @param heads in order of the fleets' names
 * @param signer public key, base64 of its X.509 form
 * @param signature over all of that, base64
 */
public record Checkpoint(Instant time, List<FleetHead> heads, String signer, String signature) {
    private static final String FORMAT = "fleet-ledger-checkpoint-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    public Checkpoint {
        heads = List.copyOf(heads);
    }

    /** A new one. */
    public static Checkpoint sign(Instant time, List<FleetHead> heads, AuditKey key) {
        var signer = key.publicKey();
        return new Checkpoint(time, heads, signer, key.sign(signed(time, heads, signer)));
    }

    /** Whether it is as that key signed it. */
    public boolean isSignedBy(String publicKey) {
        return signer.equals(publicKey) && AuditKey.verifies(publicKey, signed(time, heads, signer), signature);
    }

    private static byte[] signed(Instant time, List<FleetHead> heads, String signer) {
        var text = new StringBuilder(FORMAT + "\n" + time + "\n" + signer + "\n");
        for (var head : heads) {
            text.append(head.fleet())
                    .append(' ')
                    .append(head.sequence())
                    .append(' ')
                    .append(head.hash())
                    .append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    /** As JSON. */
    public String text() {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT).put("time", time.toString());
        var list = json.putArray("heads");
        for (var head : heads) {
            list.addObject()
                    .put("fleet", head.fleet().value())
                    .put("sequence", head.sequence())
                    .put("hash", head.hash());
        }
        json.put("signer", signer).put("signature", signature);
        return json.toPrettyString() + "\n";
    }

    /** Reads what {@link #text()} wrote; throws IllegalArgumentException if it is none. */
    public static Checkpoint parse(String text) {
        try {
            var json = JSON.readTree(text);
            if (!FORMAT.equals(text(json, "format"))) {
                throw new IllegalArgumentException("not a checkpoint of this platform");
            }
            var heads = new ArrayList<FleetHead>();
            for (var head : json.path("heads")) {
                heads.add(new FleetHead(
                        new FleetId(text(head, "fleet")), head.path("sequence").asLong(), text(head, "hash")));
            }
            return new Checkpoint(
                    Instant.parse(text(json, "time")), heads, text(json, "signer"), text(json, "signature"));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("not a checkpoint of this platform", e);
        }
    }

    private static String text(JsonNode json, String field) {
        var value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("a checkpoint needs " + field);
        }
        return value.asText();
    }
}
