package dev.fleetledger.drill;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The faults that the drill knows. */
final class Faults {
    /** In the order in which they are done. */
    static final List<Fault> ALL = List.of(
            new OwnerKilled(),
            new OwnerAsleep(),
            new BrokerKilled(),
            new BrokerAsleep(),
            new Rebalance(),
            new CutLedger(),
            new SlowBodies(),
            new JobsKilled());

    private Faults() {}

    private static List<String> names() {
        return ALL.stream().map(Fault::name).toList();
    }

    /** Reads a fault's name on the command line, in whatever case, and lists them all. */
    static final class Choice implements ITypeConverter<Fault>, Iterable<String> {
        @Override
        public Fault convert(String name) {
            return ALL.stream()
                    .filter(fault -> fault.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no fault " + name + " among " + names()));
        }

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
