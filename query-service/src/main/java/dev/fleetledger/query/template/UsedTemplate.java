package dev.fleetledger.query.template;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.template.TemplateView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A template with its content, and how often it was used.
 *
 * @param usageCount how many deployments were asked for with it, in whatever version
 * @param lastUsed when the latest was; null before the first
 */
public record UsedTemplate(
        @JsonUnwrapped TemplateView template,
        String content,
        long usageCount,
        @Nullable Instant lastUsed) {}
