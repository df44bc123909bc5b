package dev.fleetledger.standalone;

import dev.fleetledger.agent.Agent;
import dev.fleetledger.agent.AgentConfig;
import dev.fleetledger.command.identity.Credentials;
import java.net.URI;
import java.nio.file.Path;

/** The agent of the machine that the platform runs on, with the key of the first start. */
final class OwnAgent {
    private OwnAgent() {}

    static Agent start(URI baseUri, Path credentials, Path spool) throws Exception {
        var key = Credentials.read(credentials)
                .orElseThrow(() -> new IllegalStateException("the first start left no " + credentials))
                .agentKey()
                .value();
        var agent = new Agent(AgentConfig.forThisMachine(baseUri, key).withSpool(spool));
        agent.start();
        return agent;
    }
}
