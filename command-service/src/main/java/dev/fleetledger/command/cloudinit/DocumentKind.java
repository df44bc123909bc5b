package dev.fleetledger.command.cloudinit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** What cloud-init takes a document for, by how it begins. */
public enum DocumentKind {
    CLOUD_CONFIG("#cloud-config", "text/cloud-config"),
    CLOUD_CONFIG_ARCHIVE("#cloud-config-archive", "text/cloud-config-archive"),
    CLOUD_CONFIG_PATCH("#cloud-config-jsonp", "text/cloud-config-jsonp"),
    SCRIPT("#!", "text/x-shellscript"),
    INCLUDE("#include", "text/x-include-url"),
    INCLUDE_ONCE("#include-once", "text/x-include-once-url"),
    BOOTHOOK("#cloud-boothook", "text/cloud-boothook"),
    PART_HANDLER("#part-handler", "text/part-handler"),
    /** Made into one of the others by Jinja, when the machine starts. */
    JINJA("## template: jinja", "text/jinja2"),
    /** Several documents. */
    MULTIPART("content-type: multipart", "multipart/mixed"),
    /** The same, with its headers in the other order. */
    MIME("mime-version:", "multipart/mixed"),
    /** None: cloud-init passes over it. */
    UNKNOWN("", "text/plain");

    private final String beginning;
    private final String mediaType;

    DocumentKind(String beginning, String mediaType) {
        this.beginning = beginning;
        this.mediaType = mediaType;
    }

    /** What that text is; the longest beginning counts. */
    public static DocumentKind of(String text) {
        var line = firstLine(text).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> line.startsWith(kind.beginning))
                .max(Comparator.comparingInt(kind -> kind.beginning.length()))
                .orElse(UNKNOWN);
    }

    /** As a part of several. */
    String mediaType() {
        return mediaType;
    }

    /** Whether it is several documents already. */
    public boolean isArchive() {
        return this == MULTIPART || this == MIME;
    }

    static String firstLine(String text) {
        var end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
