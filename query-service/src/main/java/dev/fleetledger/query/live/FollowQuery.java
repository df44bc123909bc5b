package dev.fleetledger.query.live;

import org.jspecify.annotations.Nullable;

/**
 * How a stream is asked for.
 *
 * @param token an access token or API key, where no header can be sent
 * @param ticket a stream ticket, in place of a token
 */
public record FollowQuery(@Nullable String token, @Nullable String ticket) {

    /** Says nothing of the credentials. */
    @Override
    public String toString() {
        return "FollowQuery[]";
    }
}
