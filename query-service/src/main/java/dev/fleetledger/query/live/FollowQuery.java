package dev.fleetledger.query.live;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is asked for.
 *
 * @param lastEventId the event that the client had last, where no Last-Event-ID can be sent
 * @param token an access token or API key, where no header can be sent
 * @param ticket a stream ticket, in place of a token
 */
public record FollowQuery(
        @Nullable @Size(max = LONGEST_ID) String lastEventId,
        @Nullable String token,
        @Nullable String ticket) {
    /** Characters; longer than any stream's. */
    public static final int LONGEST_ID = 64;

    /** Says nothing of the credentials. */
    @Override
    public String toString() {
        return "FollowQuery[]";
    }
}
