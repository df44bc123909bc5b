package dev.fleetledger.command.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.command.process.ScriptedLedger.Named;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SystemCommandsTest {
    private final ScriptedLedger ledger = new ScriptedLedger();
    private final SystemCommands commands = new SystemCommands(ledger, "test");

    @Test
    void anIdIsThatOfWhatItIsAboutAndNothingElse() {
        var about = new UUID(1, 2);
        assertThat(SystemCommand.id("claim", about, 3))
                .isEqualTo(UUID.nameUUIDFromBytes(("claim\n" + about + "\n3").getBytes(UTF_8)))
                .isNotEqualTo(SystemCommand.id("claim", about, 4))
                .isNotEqualTo(SystemCommand.id("outcome", about, 3));
    }

    @Test
    void theLedgerIsToldWhichPartOfThePlatformAsks() throws InterruptedException {
        var command = SystemCommand.of(new Named("one"), "about");
        assertThat(commands.decide(command)).isEqualTo(ScriptedLedger.ACCEPTED);
        assertThat(ledger.requests()).singleElement().satisfies(request -> {
            assertThat(request.principal().actor()).isEqualTo("system:test");
            assertThat(request.id()).isEqualTo(command.id());
            assertThat(request.correlation()).isEqualTo(command.id());
            assertThat(request.command()).isEqualTo(new Named("one"));
        });
    }

    @Test
    void itTellsWhyNothingWasDecided() {
        var unavailable = ScriptedLedger.unavailable();
        var bug = new IllegalStateException("a bug");
        ledger.script = command -> {
            throw command.equals(new Named("one")) ? unavailable : bug;
        };
        assertThatThrownBy(() -> commands.decide(SystemCommand.of(new Named("one"))))
                .isSameAs(unavailable);
        assertThatThrownBy(() -> commands.decide(SystemCommand.of(new Named("two"))))
                .isSameAs(bug);
    }
}
