package dev.fleetledger.command.cloudinit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.providers.UserData;
import java.util.Base64;
import java.util.List;

/**
 * Several documents as the one that cloud-init takes: parts of a MIME multi-part archive, in their order. The same documents
 * make the same archive.
 */
final class MimeArchive {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, "\n".getBytes(US_ASCII));

    private MimeArchive() {}

    static String of(List<String> documents) {
        // In base64 a line never begins with two hyphens, and what is an archive itself cannot know the hash of all.
        var boundary =
                "fleet-" + new UserData(String.join("\n", documents)).sha256().substring(0, 32);
        var archive = new StringBuilder(
                "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n" + "MIME-Version: 1.0\n");
        for (var document : documents) {
            archive.append("\n--").append(boundary).append('\n').append(part(document));
        }
        return archive.append("\n--").append(boundary).append("--\n").toString();
    }

    private static String part(String document) {
        var kind = DocumentKind.of(document);
        // It has its headers itself, and may not be encoded as a whole (RFC 2045, 6.4).
        return kind.isArchive()
                ? document
                : "Content-Type: " + kind.mediaType() + "; charset=\"utf-8\"\n"
                        + "MIME-Version: 1.0\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + LINES.encodeToString(document.getBytes(UTF_8));
    }
}
