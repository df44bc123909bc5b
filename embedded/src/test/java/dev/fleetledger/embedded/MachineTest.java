package dev.fleetledger.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void other_machines_are_refused() {
        Machine.requireSupported("Linux", "amd64");
        Machine.requireSupported("Mac OS X", "aarch64");
        assertThatThrownBy(() -> Machine.requireSupported("Windows 11", "amd64"))
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining("not on Windows 11 amd64");
        assertThatThrownBy(() -> Machine.requireSupported("Linux", "riscv64")).isInstanceOf(PlatformFailure.class);
    }

    @Test
    void root_needs_user_namespaces() {
        Machine.requireAllowed("root", true);
        Machine.requireAllowed("operator", false);
        assertThatThrownBy(() -> Machine.requireAllowed("root", false))
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining("start the platform as another user");
    }
}
