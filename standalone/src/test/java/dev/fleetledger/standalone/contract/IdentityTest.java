package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what: login, users, API keys. */
@ExtendWith(PlatformExtension.class)
class IdentityTest {
    private static final String PASSWORD = "secure-password";

    private final RunningPlatform platform;
    private final Client admin;

    IdentityTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
    }

    private record Tokens(String access, String refresh) {
        static Tokens of(Reply reply) {
            assertThat(reply.status()).isEqualTo(200);
            return new Tokens(
                    reply.field("access_token").asText(),
                    reply.field("refresh_token").asText());
        }
    }

    private record User(String id, String email) {}

    private User user(String role) {
        var email = "u" + UUID.randomUUID() + "@example.com";
        var created = admin.post(
                "/api/users",
                "{\"email\":\"%s\",\"name\":\"John Doe\",\"password\":\"%s\",\"role\":\"%s\"}"
                        .formatted(email, PASSWORD, role));
        assertThat(created.status()).isEqualTo(201);
        return new User(created.field("data").path("id").asText(), email);
    }

    private Reply login(String email, String password) {
        return platform.anonymous()
                .post("/api/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private Reply refresh(Tokens tokens) {
        return platform.anonymous().post("/api/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(tokens.refresh()));
    }

    private Client with(Tokens tokens) {
        return platform.anonymous().with("Authorization", "Bearer " + tokens.access());
    }

    @Test
    @DisplayName("G1: login answers the envelope, and the token fields at the top level too")
    void loginAnswersBothForms() {
        var user = user("operator");
        var reply = login(user.email().toUpperCase(Locale.ROOT), PASSWORD);
        var data = reply.field("data");
        assertThat(reply.field("status").asText()).isEqualTo("success");
        for (var field : new String[] {"access_token", "refresh_token", "expires_in", "token_type"}) {
            assertThat(reply.field(field)).as(field).isEqualTo(data.get(field));
        }
        assertThat(data.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(data.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(data.path("user").path("id").isIntegralNumber()).isTrue();
        assertThat(data.path("user").path("email").asText()).isEqualTo(user.email());
        assertThat(data.path("user").path("role").asText()).isEqualTo("operator");
    }

    @Test
    @DisplayName("G1: a wrong password and an unknown user are answered alike")
    void wrongLogins() {
        var wrong = login(user("viewer").email(), "not-the-password");
        var nobody = login("nobody@example.com", PASSWORD);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(wrong.field("error")).isEqualTo(nobody.field("error"));
        assertThat(wrong.required("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    @DisplayName("G1: me shows who asks, by token and by API key")
    void me() {
        var user = user("viewer");
        var me = with(Tokens.of(login(user.email(), PASSWORD)))
                .get("/api/auth/me")
                .field("data");
        assertThat(me.path("id").asText()).isEqualTo(user.id());
        assertThat(me.path("permissions").toString()).isEqualTo("[\"read\"]");
        assertThat(me.path("last_login").isTextual()).isTrue();
        var agent = platform.agent().get("/api/auth/me").field("data");
        assertThat(agent.path("permissions").toString()).isEqualTo("[\"server.register\",\"metrics.write\"]");
        assertThat(agent.path("api_key").path("name").asText()).isEqualTo("Agents");
    }

    @Test
    @DisplayName("G1: refresh tokens rotate, and a lost answer may be asked for again")
    void refreshing() {
        var first = Tokens.of(login(user("viewer").email(), PASSWORD));
        var second = Tokens.of(refresh(first));
        assertThat(with(second).get("/api/auth/me").status()).isEqualTo(200);
        var again = Tokens.of(refresh(first));
        assertThat(Tokens.of(refresh(again))).isNotNull();
    }

    @Test
    @DisplayName("G1: a reused refresh token ends its whole family")
    void reuse() {
        var first = Tokens.of(login(user("viewer").email(), PASSWORD));
        var third = Tokens.of(refresh(Tokens.of(refresh(first))));
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(third).status()).isEqualTo(401);
        assertThat(with(third).get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("G1: an Idempotency-Key brings no used refresh token back to life")
    void reuseUnderAnIdempotencyKey() {
        var first = Tokens.of(login(user("viewer").email(), PASSWORD));
        var body = "{\"refresh_token\":\"%s\"}".formatted(first.refresh());
        var retrying = platform.anonymous().with("Idempotency-Key", "k-" + UUID.randomUUID());
        var second = Tokens.of(retrying.post("/api/auth/refresh", body));
        var third = Tokens.of(refresh(second));
        assertThat(retrying.post("/api/auth/refresh", body).status()).isEqualTo(401);
        assertThat(with(third).get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("G1: a login with the Idempotency-Key of another one is a login of its own")
    void loginUnderAnIdempotencyKey() {
        var body = "{\"email\":\"%s\",\"password\":\"%s\"}"
                .formatted(user("viewer").email(), PASSWORD);
        var retrying = platform.anonymous().with("Idempotency-Key", "k-" + UUID.randomUUID());
        var one = Tokens.of(retrying.post("/api/auth/login", body));
        assertThat(with(one).post("/api/auth/logout", "").status()).isEqualTo(200);
        var other = Tokens.of(retrying.post("/api/auth/login", body));
        assertThat(with(other).get("/api/auth/me").status()).isEqualTo(200);
        assertThat(refresh(one).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("G1: logout ends the token at once")
    void logout() {
        var tokens = Tokens.of(login(user("viewer").email(), PASSWORD));
        assertThat(with(tokens).post("/api/auth/logout", "").status()).isEqualTo(200);
        assertThat(with(tokens).get("/api/auth/me").status()).isEqualTo(401);
        assertThat(with(tokens).get("/api/v1/servers").status()).isEqualTo(401);
        assertThat(refresh(tokens).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("G1: a logout with the Idempotency-Key of another one is no replay of it: it ends its own session")
    void logoutUnderAnIdempotencyKey() {
        var user = user("viewer");
        var key = "k-" + UUID.randomUUID();
        var one = Tokens.of(login(user.email(), PASSWORD));
        var other = Tokens.of(login(user.email(), PASSWORD));
        for (var tokens : List.of(one, other)) {
            var out = with(tokens).with("Idempotency-Key", key).post("/api/auth/logout", "");
            assertThat(out.status()).isEqualTo(200);
            assertThat(out.header("Fleet-Projection")).isEmpty();
            assertThat(with(tokens).get("/api/auth/me").status()).isEqualTo(401);
            assertThat(with(tokens)
                            .with("Idempotency-Key", key)
                            .post("/api/auth/logout", "")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(refresh(other).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("G1: who logs in under another contract's media type is answered in Gough's shape and their type")
    void loginUnderAnotherType() {
        var user = user("viewer");
        var reply = platform.anonymous()
                .with("Accept", "application/vnd.pdu.v1+json")
                .post("/api/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(user.email(), PASSWORD));
        var tokens = Tokens.of(reply);
        assertThat(reply.required("Content-Type")).startsWith("application/vnd.pdu.v1+json");
        assertThat(reply.field("status").asText()).isEqualTo("success");
        assertThat(with(tokens).get("/api/auth/me").status()).isEqualTo(200);
        var wrong = platform.anonymous()
                .with("Accept", "application/vnd.pdu.v1+json")
                .post("/api/auth/login", "{\"email\":\"%s\",\"password\":\"wrong\"}".formatted(user.email()));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.field("error").path("code").isTextual()).isTrue();
    }

    @Test
    @DisplayName("G12: who changes their own password says the one they have, and stays logged in there alone")
    void ownPassword() {
        var user = user("viewer");
        var tokens = Tokens.of(login(user.email(), PASSWORD));
        var elsewhere = Tokens.of(login(user.email(), PASSWORD));
        var path = "/api/users/" + user.id();
        var change = "{\"password\":\"another-password\",\"current_password\":\"%s\"}";
        assertThat(with(tokens).put(path, "{\"password\":\"another-password\"}").status())
                .isEqualTo(400);
        var wrong = with(tokens).put(path, change.formatted("not-the-password"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.raw().body()).contains("current_password").doesNotContain("not-the-password");
        assertThat(with(tokens).put(path, change.formatted(PASSWORD)).status()).isEqualTo(200);
        assertThat(with(tokens).get("/api/auth/me").status()).isEqualTo(200);
        assertThat(with(elsewhere).get("/api/auth/me").status()).isEqualTo(401);
        assertThat(login(user.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(login(user.email(), "another-password").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("G12: users are created, listed, changed and deleted by administrators")
    void users() {
        var user = user("operator");
        var path = "/api/users/" + user.id();
        assertThat(admin.get(path).field("data").path("role").asText()).isEqualTo("operator");
        assertThat(admin.get("/api/users?per_page=100").field("data").findValuesAsText("email"))
                .contains(user.email());
        var changed = admin.put(path, "{\"permissions\":[\"read\",\"deploy\"]}");
        assertThat(changed.field("data").path("permissions").toString()).isEqualTo("[\"read\",\"deploy\"]");
        assertThat(admin.put(path, "{\"permissions\":[\"fly\"]}").status()).isEqualTo(400);
        var taken =
                admin.post("/api/users", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(user.email(), PASSWORD));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.field("error").path("code").asText()).isEqualTo("CONFLICT");
        assertThat(admin.delete("/api/users/1").status()).isEqualTo(409);

        var own = with(Tokens.of(login(user.email(), PASSWORD)));
        assertThat(own.get("/api/users").status()).isEqualTo(403);
        assertThat(own.get("/api/users/1").status()).isEqualTo(403);
        assertThat(own.get(path).status()).isEqualTo(200);
        assertThat(own.put(path, "{\"name\":\"JD\"}").status()).isEqualTo(200);
        assertThat(own.put(path, "{\"role\":\"admin\"}").status()).isEqualTo(403);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(own.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(login(user.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(admin.get(path).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("G12: a password reset makes a password, shows it once, and ends the user's sessions")
    void reset() {
        var user = user("viewer");
        var tokens = Tokens.of(login(user.email(), PASSWORD));
        var made = admin.post("/api/users/" + user.id() + "/reset-password", "{}")
                .field("data")
                .path("password")
                .asText();
        assertThat(with(tokens).get("/api/auth/me").status()).isEqualTo(401);
        assertThat(login(user.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(login(user.email(), made).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("C8: an API key is shown once, works at once, and is dead at once when revoked")
    void apiKeys() {
        var created = admin.with("Idempotency-Key", "k-" + UUID.randomUUID())
                .post("/api/v1/api-keys", "{\"name\":\"Reader\",\"scopes\":[\"server.read\"]}");
        assertThat(created.status()).isEqualTo(201);
        var id = created.field("id").asText();
        var text = created.field("key").asText();
        assertThat(text).startsWith("chatops_");
        assertThat(created.required("Location")).endsWith("/api/v1/api-keys/" + id);
        var mine = admin.get("/api/v1/api-keys/me");
        assertThat(mine.json().findValuesAsText("id")).contains(id);
        assertThat(mine.raw().body()).doesNotContain(text);

        var reader = platform.anonymous().with("X-API-Key", text);
        assertThat(reader.get("/api/v1/servers").status()).isEqualTo(200);
        assertThat(reader.post("/api/v1/servers", "{\"hostname\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(admin.delete("/api/v1/api-keys/" + id).status()).isEqualTo(204);
        assertThat(reader.get("/api/v1/servers").status()).isEqualTo(401);
        assertThat(admin.delete("/api/v1/api-keys/" + id).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("C8: a key that is bound sees itself, and nothing of who made it or of other keys")
    void aBoundKeySeesItself() {
        var slug = platform.server();
        var server = admin.get("/api/v1/servers/" + slug).field("uuid").asText();
        for (var bound :
                List.of(platform.boundTo(slug), JoinedNode.join(platform).self())) {
            var mine = bound.get("/api/v1/api-keys/me");
            assertThat(mine.status()).isEqualTo(200);
            assertThat(mine.json()).hasSize(1);
            var me = bound.get("/api/auth/me");
            assertThat(me.status()).isEqualTo(200);
            var data = me.field("data");
            for (var of : List.of("id", "name", "server_id")) {
                assertThat(data.path("api_key").path(of).isTextual()).as(of).isTrue();
                assertThat(data.path("api_key").path(of))
                        .isEqualTo(mine.json().path(0).path(of));
            }
            assertThat(data.path("name")).isEqualTo(data.path("api_key").path("name"));
            for (var owners : List.of("id", "email", "role", "created_at", "last_login")) {
                assertThat(data.path(owners).isNull()).as(owners).isTrue();
            }
        }
        assertThat(platform.boundTo(slug)
                        .get("/api/auth/me")
                        .field("data")
                        .path("api_key")
                        .path("server_id")
                        .asText())
                .isEqualTo(server);
    }

    @Test
    @DisplayName("rule 9: a key shown once is not shown again to a retry")
    void aRetryDoesNotShowTheKey() {
        var client = admin.with("Idempotency-Key", "k-" + UUID.randomUUID());
        var first = client.post("/api/v1/api-keys", "{\"name\":\"Once\"}");
        var second = client.post("/api/v1/api-keys", "{\"name\":\"Once\"}");
        assertThat(second.field("id")).isEqualTo(first.field("id"));
        assertThat(first.field("key").isTextual()).isTrue();
        assertThat(second.field("key").isNull()).isTrue();
    }

    @Test
    @DisplayName("H5: a server's key dies with the server")
    void aServersKey() {
        var slug = "s" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(admin.post("/api/v1/servers", "{\"id\":\"%s\",\"hostname\":\"h\"}".formatted(slug))
                        .status())
                .isEqualTo(201);
        var key = admin.post("/api/v1/api-keys", "{\"name\":\"Agent\",\"server_id\":\"%s\"}".formatted(slug));
        var agent = platform.anonymous().with("X-API-Key", key.field("key").asText());
        var heartbeat = "{\"server_id\":\"%s\",\"timestamp\":\"%s\",\"metrics\":{}}".formatted(slug, Instant.now());
        assertThat(agent.post("/api/v1/agents/heartbeat", heartbeat).status()).isEqualTo(202);
        assertThat(admin.delete("/api/v1/servers/" + slug).status()).isEqualTo(204);
        assertThat(agent.post("/api/v1/agents/heartbeat", heartbeat).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("rule 6: a key of one server is allowed no more than its work")
    void aServersScopes() {
        var server = platform.server();
        var wide = admin.post(
                "/api/v1/api-keys",
                "{\"name\":\"Agent\",\"server_id\":\"%s\",\"scopes\":[\"metrics.write\",\"server.read\"]}"
                        .formatted(server));
        assertThat(wide.status()).isEqualTo(422);
        assertThat(wide.raw().body()).contains("scopes", "server.read");
        var work = admin.post(
                "/api/v1/api-keys",
                "{\"name\":\"Agent\",\"server_id\":\"%s\",\"scopes\":[\"metrics.write\",\"server.register\"]}"
                        .formatted(server));
        assertThat(work.status()).isEqualTo(201);
    }

    @Test
    @DisplayName("rule 13: the audit shows that there is a password, and never what it is")
    void noSecretInTheAudit() {
        var user = user("viewer");
        var history = admin.get("/api/v1/audit?aggregate=user&id=" + user.id());
        assertThat(history.status()).isEqualTo(200);
        assertThat(history.raw().body()).contains("********").doesNotContain("argon2", PASSWORD);
    }
}
