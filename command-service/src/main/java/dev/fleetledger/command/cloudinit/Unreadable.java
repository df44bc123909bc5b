package dev.fleetledger.command.cloudinit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Values without quotation marks that we could read and PyYAML, by which cloud-init reads, cannot: it would pass over the whole
 * document.
 */
final class Unreadable {
    private static final Pattern EMPTY_NUMBER = Pattern.compile("[-+]?0[xb]_+");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d?)-(\\d\\d?)");
    private static final Pattern TIME = Pattern.compile("(\\d\\d?):(\\d\\d):(\\d\\d)");

    private Unreadable() {}

    static boolean isUnreadable(ScalarNode plain) {
        var text = plain.getValue();
        return text.indexOf('\t') >= 0
                || text.equals("=")
                || EMPTY_NUMBER.matcher(text).matches()
                || (plain.getTag().equals(Tag.TIMESTAMP) && !isTime(text));
    }

    private static boolean isTime(String text) {
        try {
            var date = DATE.matcher(text);
            if (date.find()) {
                LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
            }
            var time = TIME.matcher(text);
            if (time.find()) {
                LocalTime.of(number(time, 1), number(time, 2), number(time, 3));
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
