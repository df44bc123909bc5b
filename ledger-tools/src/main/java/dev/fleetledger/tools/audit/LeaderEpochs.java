package dev.fleetledger.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which leader wrote which offsets of a partition, by Kafka's own note: a batch's checksum does not cover that field. */
record LeaderEpochs(TreeMap<Long, Integer> byStart) {

    static LeaderEpochs read(Path directory) throws IOException {
        var byStart = new TreeMap<Long, Integer>();
        var file = directory.resolve("leader-epoch-checkpoint");
        if (Files.exists(file)) {
            // A version, a count, then epoch and first offset in each line.
            for (var line : Files.readAllLines(file).stream().skip(2).toList()) {
                var space = line.indexOf(' ');
                byStart.put(Long.parseLong(line.substring(space + 1)), Integer.parseInt(line.substring(0, space)));
            }
        }
        return new LeaderEpochs(byStart);
    }

    /** The epoch of the offset, if it is noted. */
    Optional<Integer> of(long offset) {
        return Optional.ofNullable(byStart.floorEntry(offset)).map(Map.Entry::getValue);
    }
}
