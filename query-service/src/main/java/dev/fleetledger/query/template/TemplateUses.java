package dev.fleetledger.query.template;

import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which jobs were asked for with which template, for good. */
public final class TemplateUses implements Projection<RecordedEvent> {

    @Override
    public List<String> tables() {
        return List.of("template_uses");
    }

    @Override
    public void apply(Handle handle, List<RecordedEvent> batch) {
        for (var recorded : batch) {
            if (recorded.event() instanceof JobRequested requested
                    && requested.options().deploy() != null
                    && requested.options().deploy().templateNumber() != null) {
                handle.createUpdate("""
                                insert into template_uses (fleet, template, job, partition, ledger_offset, used_at)
                                values (:fleet, :template, :job, :partition, :offset, :time)""")
                        .bind("fleet", recorded.metadata().fleet().value())
                        .bind("template", requested.options().deploy().templateNumber())
                        .bind("job", requested.jobNumber())
                        .bind("partition", recorded.position().partition())
                        .bind("offset", recorded.position().offset())
                        .bind("time", recorded.metadata().time())
                        .execute();
            }
        }
    }
}
