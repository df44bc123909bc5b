package dev.fleetledger.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionTest {

    @Test
    void anAdministratorMayEverything() {
        for (var permission : Permission.values()) {
            assertThat(Permission.allows(Role.ADMIN.permissions(), permission)).isTrue();
        }
        assertThat(PermissionSet.describe(Role.ADMIN.permissions()))
                .containsExactly("read", "write", "deploy", "admin");
    }

    @Test
    void nobodyElseMayManageUsersConfigurationOrNodes() {
        for (var role : EnumSet.complementOf(EnumSet.of(Role.ADMIN))) {
            for (var needed : List.of(
                    Permission.USER_MANAGE,
                    Permission.CONFIG_MANAGE,
                    Permission.NODE_MANAGE,
                    Permission.SYSTEM_ADMIN)) {
                assertThat(Permission.allows(role.permissions(), needed))
                        .as("%s %s", role, needed)
                        .isFalse();
            }
        }
    }

    @Test
    void aViewerChangesNothing() {
        assertThat(PermissionSet.describe(Role.VIEWER.permissions())).containsExactly("read");
        assertThat(PermissionSet.describe(Role.OPERATOR.permissions()))
                .containsExactly("read", "write", "deploy", "node.read", "audit.read");
        assertThat(PermissionSet.describe(Role.NODE_ADMIN.permissions())).containsExactly("read", "node.read");
    }

    @Test
    void namesOfSetsAndOfSinglePermissionsAreUnderstood() {
        assertThat(PermissionSet.find("deploy")).contains(PermissionSet.DEPLOY.permissions());
        assertThat(PermissionSet.find("server.read")).contains(Set.of(Permission.SERVER_READ));
        assertThat(PermissionSet.find("everything")).isEmpty();
        assertThat(PermissionSet.describe(Set.of(Permission.SERVER_READ))).containsExactly("server.read");
        assertThat(PermissionSet.describe(Set.of())).isEmpty();
    }

    @Test
    void whatAnotherVersionKnewAllowsNothing() {
        assertThat(Permission.of(List.of("server.read", "server.paint"))).containsExactly(Permission.SERVER_READ);
    }
}
