package dev.fleetledger.schemas.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine is told when it starts for the first time.
 *
 * @param name unique in the fleet regardless of case, never digits alone
 * @param category for people, or null
 * @param osSeries such as {@code jammy}, for people
 * @param architecture such as {@code amd64}, for people
 * @param content for cloud-init, at most 64 KiB, with {@code {{ NAME }}} for variables
 * @param packages that the content asks for, as far as that could be read when it was written
 */
public record TemplateDetails(
        String name,
        @Nullable String description,
        @Nullable String category,
        List<String> osSeries,
        List<String> architecture,
        String content,
        List<String> packages,
        List<VariableDetails> variables) {
    public TemplateDetails {
        osSeries = List.copyOf(osSeries);
        architecture = List.copyOf(architecture);
        packages = List.copyOf(packages);
        variables = List.copyOf(variables);
    }

    /** The same with what else follows from the content, and with its secrets sealed. */
    public TemplateDetails with(List<String> read, List<VariableDetails> sealed) {
        return new TemplateDetails(name, description, category, osSeries, architecture, content, read, sealed);
    }
}
