package dev.fleetledger.standalone.cli;

import dev.fleetledger.standalone.Lifecycle;
import dev.fleetledger.standalone.Platform;
import dev.fleetledger.standalone.PlatformOptions;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Starts the platform and keeps it until it is told to stop. */
@Command(name = "up", description = "Start the whole platform on this machine.", sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class UpCommand implements Callable<Integer> {
    @ParentCommand
    private FleetCommand fleet;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "${env:FLEET_PORT:-8080}",
            description =
                    "Where the API answers, on 127.0.0.1 unless FLEET_BIND says otherwise; 0 is any free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--admin-port",
            description = "Where health checks and metrics answer. Default: the one after the API's")
    private @Nullable Integer adminPort;

    @Option(names = "--no-agent", description = "Do not report this machine as a server.")
    private boolean noAgent;

    @Override
    public Integer call() throws Exception {
        var options = options();
        var lifecycle = new Lifecycle(line -> say("  " + line));
        try (var stop = StopSignal.listen(lifecycle::cancel)) {
            run(options, lifecycle, stop);
        }
        return 0;
    }

    private void run(PlatformOptions options, Lifecycle lifecycle, StopSignal stop) throws Exception {
        var begin = System.nanoTime();
        say("Starting Fleet Ledger in " + options.data());
        try (var platform = Platform.start(options, lifecycle)) {
            var seconds = (System.nanoTime() - begin) / 1e9;
            say(String.format(Locale.ROOT, "Fleet Ledger is ready at %s (%.1f s)", platform.baseUri(), seconds));
            tellWhatToTry(platform);
            say("Ctrl-C stops it");
            stop.await();
            say("Stopping");
        } catch (CancellationException e) {
            say("Told to stop before everything was started");
        }
        say("Stopped");
    }

    private void tellWhatToTry(Platform platform) {
        var url = platform.baseUri();
        var credentials = platform.credentials();
        // A restored platform has the users and keys of the old one.
        say(Files.exists(credentials) ? "Credentials: " + credentials : "Credentials: as before the restore");
        say("Documentation: " + url + "/api/docs");
        say("Try:");
        say(
                Files.exists(credentials)
                        ? "  KEY=$(grep -o '\"api_key\" *: *\"[^\"]*' '" + credentials + "' | cut -d'\"' -f4)"
                        : "  KEY=<an API key>");
        say("  curl -s " + url + "/api/v1/servers -H \"X-API-Key: $KEY\"");
        say("  curl -s " + url + "/api/v1/servers -H \"X-API-Key: $KEY\" -H 'Content-Type: application/json'"
                + " -d '{\"hostname\": \"my-server\"}'");
        say("  curl -s " + url + "/api/v1/audit -H \"X-API-Key: $KEY\"");
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private PlatformOptions options() {
        requirePort("--port", port);
        var admin = adminPort;
        if (admin == null) {
            admin = port == 0 || port == 65535 ? 0 : port + 1;
        }
        requirePort("--admin-port", admin);
        return new PlatformOptions(fleet.data(), port, admin, !noAgent);
    }

    private void requirePort(String option, int value) {
        if (value < 0 || value > 65535) {
            throw new ParameterException(spec.commandLine(), option + " must be from 0 to 65535, not " + value);
        }
    }
}
