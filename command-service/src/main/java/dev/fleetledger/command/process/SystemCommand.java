package dev.fleetledger.command.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.Command;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A command that the platform asks of itself.
 *
 * @param id derived from what it is about: asked again after a crash, by whichever instance, it is the same command
 */
public record SystemCommand(UUID id, Command command) {

    /** The command about that. */
    public static SystemCommand of(Command command, Object... about) {
        return new SystemCommand(id(about), command);
    }

    /** The same for the same parts. */
    public static UUID id(Object... parts) {
        var text = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    }
}
