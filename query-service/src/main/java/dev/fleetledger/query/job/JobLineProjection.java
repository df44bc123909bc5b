package dev.fleetledger.query.job;

import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.topic.Topics;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What providers logged of jobs: each line once. What is kept no longer is dropped by {@link JobLineRetention}. */
public final class JobLineProjection implements Projection<JobLine> {
    private static final int SHAPE = 1;

    /** The projector that it is all of. */
    public static ProjectorSpec<JobLine> projector() {
        return new ProjectorSpec<>(
                "job-logs",
                SHAPE,
                Topics.JOB_LOGS,
                record -> new Item<>(AvroCodec.of(JobLine.class).decode(record.value()), null),
                List.of(new JobLineProjection()));
    }

    @Override
    public List<String> tables() {
        return List.of("job_lines");
    }

    @Override
    public void apply(Handle handle, List<JobLine> batch) {
        try (var insert = handle.prepareBatch("""
                insert into job_lines (job, seq, time, level, message) values (:job, :seq, :time, :level, :message)
                on conflict do nothing""")) {
            for (var line : batch) {
                insert.bind("job", line.job())
                        .bind("seq", line.seq())
                        .bind("time", line.timestamp().atOffset(ZoneOffset.UTC))
                        .bind("level", line.level().wireName())
                        .bind("message", line.message())
                        .add();
            }
            insert.execute();
        }
    }
}
