package dev.fleetledger.query.identity;

import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** When each user last logged in. */
public final class UserLogins implements Projection<RecordedEvent> {

    @Override
    public List<String> tables() {
        return List.of("user_logins");
    }

    @Override
    public void apply(Handle handle, List<RecordedEvent> batch) {
        for (var recorded : batch) {
            var metadata = recorded.metadata();
            if (recorded.event() instanceof SessionOpened opened) {
                handle.createUpdate("""
                                insert into user_logins (fleet, user_number, last_login) values (:fleet, :user, :time)
                                on conflict (fleet, user_number) do update set last_login = excluded.last_login""")
                        .bind("fleet", metadata.fleet().value())
                        .bind("user", opened.userNumber())
                        .bind("time", metadata.time())
                        .execute();
            } else if (recorded.event() instanceof UserDeleted deleted) {
                handle.createUpdate("delete from user_logins where fleet = :fleet and user_number = :user")
                        .bind("fleet", metadata.fleet().value())
                        .bind("user", deleted.userNumber())
                        .execute();
            }
        }
    }
}
