package dev.fleetledger.command.webhook;

import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a client changes it: what is absent stays, null clears what is optional.
 *
 * @param secret another one; what stands for a hidden one keeps it
 */
public record WebhookChanges(
        @Nullable @Size(min = 1, max = 100) String name,
        @Nullable @Size(max = WebhookUrls.LONGEST) String url,
        @Nullable @Size(max = 10) List<NoticeKind> events,
        @Nullable Severity minimumSeverity,
        @Nullable Boolean enabled,
        @Nullable @Size(max = WebhookSecrets.LONGEST) String secret) {}
