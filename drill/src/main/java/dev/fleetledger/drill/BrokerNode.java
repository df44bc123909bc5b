package dev.fleetledger.drill;

import dev.fleetledger.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Arrays;

/** The program of a broker's process: data folder, port, then broker properties {@code name=value}. Ends by a kill only. */
final class BrokerNode {
    static final String READY = "READY";

    private BrokerNode() {}

    public static void main(String[] args) throws InterruptedException {
        var config = EmbeddedKafka.Config.in(Path.of(args[0])).openToAll().onPort(Integer.parseInt(args[1]));
        for (var property : Arrays.asList(args).subList(2, args.length)) {
            var parts = property.split("=", 2);
            config = config.with(parts[0], parts[1]);
        }
        try (var kafka = EmbeddedKafka.start(config)) {
            System.out.println(READY + " " + kafka.bootstrapServers());
            Thread.currentThread().join();
        }
    }
}
