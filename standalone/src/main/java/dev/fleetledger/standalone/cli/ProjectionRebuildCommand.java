package dev.fleetledger.standalone.cli;

import dev.fleetledger.embedded.DataFolder;
import dev.fleetledger.embedded.EmbeddedPostgresql;
import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.query.ReadModels;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Has a read model made anew by the platform: at once if it runs, else when it starts. */
@Command(
        name = "rebuild",
        description = "Have a read model made anew from its topic.",
        footer = {
            "",
            "Safe while the platform runs: the new one is made beside the old one, which is read until the new one has",
            "caught up. GET /api/health/ready says how far it is.",
            "",
            "Telemetry is kept: PostgreSQL has more of it than its topic, which forgets after a week. What the topic",
            "still holds is read again, and counts once. What is lost from PostgreSQL comes from a backup."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class ProjectionRebuildCommand implements Callable<Integer> {
    @ParentCommand
    private ProjectionCommand projection;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "Which: ${COMPLETION-CANDIDATES}",
            completionCandidates = ProjectionNames.class)
    private String name;

    @Override
    public Integer call() {
        if (!ReadModels.names().contains(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no projection " + name + ", only " + String.join(", ", ReadModels.names()));
        }
        var data = projection.fleet().data();
        if (!Files.exists(data.resolve("version"))) {
            throw new PlatformFailure("There is no platform's data in " + data + ".");
        }
        var running = EmbeddedPostgresql.running(data.resolve("postgres"));
        if (running.isPresent()) {
            rebuild(running.get().jdbcUrl(), running.get().user(), running.get().password());
            say(done() + " now, or when it starts");
        } else {
            rebuildStopped();
            say(done() + " when it starts");
        }
        return 0;
    }

    private String done() {
        return ReadModels.isMadeAnew(name)
                ? "The platform makes " + name + " anew beside the one that is read,"
                : "Kept all " + name + ": its topic holds a week of it. The platform reads that again";
    }

    private void rebuildStopped() {
        try (var folder = DataFolder.open(projection.fleet().data());
                var postgresql = EmbeddedPostgresql.start(EmbeddedPostgresql.Config.in(folder.postgres()))) {
            rebuild(postgresql.jdbcUrl(), postgresql.user(), postgresql.password());
        }
    }

    private void rebuild(String url, String user, String password) {
        ReadModels.rebuild(name, url, user, password);
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** What {@code NAME} can be. */
    static final class ProjectionNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ReadModels.names().iterator();
        }
    }
}
