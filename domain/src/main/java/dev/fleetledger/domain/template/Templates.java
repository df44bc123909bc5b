package dev.fleetledger.domain.template;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.TemplateEvent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The templates of a fleet.
 *
 * @param lastNumber the number given last
 */
public record Templates(Table<Long, Template> table, long lastNumber) {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");
    private static final Table.Key<Template, String> NAME =
            new Table.Key<>(template -> Stream.of(Template.folded(template.name())));

    public static final Templates EMPTY = new Templates(Table.by(List.of(NAME)), 0);

    public Optional<Template> find(long number) {
        return table.find(number);
    }

    /** The one of that number or name; digits alone are a number. */
    public Optional<Template> find(String numberOrName) {
        return NUMBER.matcher(numberOrName).matches()
                ? find(Long.parseLong(numberOrName))
                : table.find(NAME, Template.folded(numberOrName));
    }

    /** The templates after one more event. */
    public Templates evolve(TemplateEvent event, EventMetadata metadata) {
        var number = event.templateNumber();
        return new Templates(
                table.evolve(number, before -> Template.evolve(before, event, metadata)), Math.max(lastNumber, number));
    }

    public Templates plus(Template template) {
        return new Templates(table.plus(template.number(), template), Math.max(lastNumber, template.number()));
    }
}
