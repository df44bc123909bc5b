package dev.fleetledger.tools.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.schemas.topic.Topics;
import dev.fleetledger.tools.audit.AuditException;
import dev.fleetledger.tools.audit.AuditVerifier;
import dev.fleetledger.tools.audit.Finding;
import dev.fleetledger.tools.audit.LedgerSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * The ledger in a file: gzip of lines of JSON, the first with the format, one for each event with all its headers, the
 * last with the number of events, so that a file cut short shows.
 */
public final class BackupFile implements LedgerSource {
    private static final String FORMAT = "fleet-ledger-backup-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public BackupFile(Path file) {
        this.file = file;
    }

    /**
     * Writes all of it, proved on the way; the file is there whole or not at all, for its owner's eyes only. Throws
     * {@link AuditException} if the ledger is damaged.
     */
    public AuditVerifier.Report write(LedgerSource ledger, Instant now) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var fresh = Files.createTempFile(
                folder,
                "." + file.getFileName(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            var report = write(ledger, now, fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return report;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static AuditVerifier.Report write(LedgerSource ledger, Instant now, Path fresh) throws IOException {
        var verifier = new AuditVerifier(List.of());
        try (var out =
                new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(fresh)), UTF_8))) {
            line(out, JSON.createObjectNode().put("format", FORMAT).put("time", now.toString()));
            ledger.read(record -> {
                verifier.accept(record);
                line(out, json(record));
            });
            var report = verifier.finish();
            line(out, JSON.createObjectNode().put("events", report.events()));
            return report;
        }
    }

    @Override
    public void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var in =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            var first = in.readLine();
            if (first == null
                    || !FORMAT.equals(JSON.readTree(first).path("format").asText())) {
                throw new AuditException(new Finding(null, file + " is no backup of this platform"));
            }
            var events = 0L;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var json = JSON.readTree(line);
                if (json.has("events")) {
                    checkEnd(json, events, in);
                    return;
                }
                reader.accept(record(json));
                events++;
            }
            throw new AuditException(
                    new Finding(null, file + " ends after " + events + " events without its last line"));
        } catch (JsonProcessingException e) {
            throw new AuditException(new Finding(null, file + " has a line that is no event"));
        } catch (IOException e) {
            throw new AuditException(new Finding(null, file + " cannot be read: " + e.getMessage()));
        }
    }

    private void checkEnd(JsonNode end, long events, BufferedReader in) throws IOException {
        if (end.path("events").asLong() != events || in.readLine() != null) {
            throw new AuditException(new Finding(
                    null, file + " has " + events + " events, but its last line says " + end.path("events")));
        }
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        var json = JSON.createObjectNode()
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", record.timestamp())
                .put("key", text(record.key()));
        var headers = json.putObject("headers");
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return json.put("value", record.value());
    }

    private static ConsumerRecord<byte[], byte[]> record(JsonNode json) throws IOException {
        var key = json.path("key").asText().getBytes(UTF_8);
        var value = json.path("value").binaryValue();
        Headers headers = new RecordHeaders();
        json.path("headers")
                .properties()
                .forEach(header ->
                        headers.add(header.getKey(), header.getValue().asText().getBytes(UTF_8)));
        return new ConsumerRecord<>(
                Topics.EVENTS.topicName(),
                json.path("partition").asInt(),
                json.path("offset").asLong(),
                json.path("timestamp").asLong(),
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    /** Keys and headers of the ledger are text; what is not would not come back as it was. */
    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a key or header of the ledger is no text", e);
        }
    }

    private static void line(BufferedWriter out, JsonNode json) {
        try {
            out.write(json.toString());
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
