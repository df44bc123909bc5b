package dev.fleetledger.kit.kafka;

import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the catalogue's topics, and checks those that are there: a ledger in too few copies, or in another number of
 * partitions, is found at the start and not by a loss. Safe to run from several instances at once.
 */
public final class TopicProvisioner {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final int LEAST_TRANSACTION_VERSION = 2;
    /** What an acknowledged command rests on. */
    private static final Set<TopicSpec> FLUSHED = Set.of(Topics.EVENTS, Topics.IDENTITY);

    /** What may be changed under data. */
    private static final Set<String> HARMLESS = Set.of("flush.messages", Topics.LATEST);

    private final KafkaSettings settings;

    public TopicProvisioner(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Makes and checks every topic, and waits for their leaders; throws {@link KafkaSetupException} otherwise. */
    public void provision() {
        provision(Topics.all());
    }

    void provision(Collection<TopicSpec> topics) {
        try (var admin = Admin.create(settings.client(Map.of("default.api.timeout.ms", (int) PATIENCE.toMillis())))) {
            checkTransactions(admin);
            create(admin, topics);
            awaitLeaders(admin, topics).forEach((topic, found) -> check(topic, found));
            checkConfigs(admin, topics);
        }
    }

    private void checkTransactions(Admin admin) {
        var finalized = get(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTION_VERSION);
        var found = finalized == null ? 0 : finalized.maxVersionLevel();
        if (found < LEAST_TRANSACTION_VERSION) {
            throw new KafkaSetupException(
                    "Kafka's feature " + TRANSACTION_VERSION + " is " + found + ", but the ledger needs "
                            + LEAST_TRANSACTION_VERSION + ": run kafka-features.sh upgrade --feature "
                            + TRANSACTION_VERSION + "="
                            + LEAST_TRANSACTION_VERSION + ".");
        }
    }

    private void create(Admin admin, Collection<TopicSpec> topics) {
        var wanted = topics.stream()
                .map(topic -> new NewTopic(topic.topicName(), topic.partitions(), (short) settings.replicationFactor())
                        .configs(configs(topic)))
                .toList();
        for (var created : admin.createTopics(wanted).values().values()) {
            try {
                get(created);
            } catch (KafkaSetupException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private Map<String, String> configs(TopicSpec topic) {
        var configs = new HashMap<>(topic.settings());
        configs.put("min.insync.replicas", Integer.toString(settings.minInsyncReplicas()));
        if (settings.flushEveryEvent() && FLUSHED.contains(topic)) {
            configs.put("flush.messages", "1");
        }
        return configs;
    }

    private static Map<TopicSpec, TopicDescription> awaitLeaders(Admin admin, Collection<TopicSpec> topics) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var byName = topics.stream().collect(Collectors.toMap(TopicSpec::topicName, topic -> topic));
        while (true) {
            var found = describe(admin, byName.keySet());
            var complete = found.size() == topics.size()
                    && found.values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.leader() != null
                                    && !partition.leader().isEmpty());
            if (complete) {
                return found.entrySet().stream()
                        .collect(Collectors.toMap(topic -> byName.get(topic.getKey()), Map.Entry::getValue));
            }
            if (System.nanoTime() > deadline) {
                throw new KafkaSetupException("Kafka's topics " + byName.keySet() + " have no leaders after "
                        + PATIENCE.toSeconds() + " s: are all brokers running?");
            }
            pause();
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, Collection<String> names) {
        var found = new HashMap<String, TopicDescription>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, get(description));
            } catch (KafkaSetupException e) {
                // A broker may not have heard of a topic that the controller has just made.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
        return found;
    }

    private void check(TopicSpec topic, TopicDescription found) {
        if (found.partitions().size() != topic.partitions()) {
            throw new KafkaSetupException("Topic " + topic.topicName() + " has "
                    + found.partitions().size() + " partitions, but this version needs " + topic.partitions()
                    + "; a number once chosen cannot be changed under data.");
        }
        for (var partition : found.partitions()) {
            if (partition.replicas().size() < settings.replicationFactor()) {
                throw new KafkaSetupException("Topic " + topic.topicName() + " has "
                        + partition.replicas().size()
                        + " replicas of partition " + partition.partition() + ", but kafka.replicationFactor is "
                        + settings.replicationFactor() + ": add replicas with kafka-reassign-partitions.sh.");
            }
        }
    }

    private void checkConfigs(Admin admin, Collection<TopicSpec> topics) {
        var resources = topics.stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()), topic -> topic));
        var found = get(admin.describeConfigs(resources.keySet()).all());
        var changed = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        found.forEach((resource, config) -> {
            var changes = check(Objects.requireNonNull(resources.get(resource)), config);
            if (!changes.isEmpty()) {
                changed.put(resource, changes);
            }
        });
        if (!changed.isEmpty()) {
            get(admin.incrementalAlterConfigs(changed).all());
        }
    }

    /** Refuses what would lose data; returns the change of what would not. */
    private List<AlterConfigOp> check(TopicSpec topic, Config found) {
        var changes = new ArrayList<AlterConfigOp>();
        configs(topic).forEach((name, wanted) -> {
            var value = found.get(name) == null ? null : found.get(name).value();
            if (wanted.equals(value)) {
                return;
            }
            if (!HARMLESS.contains(name)) {
                throw new KafkaSetupException("Topic " + topic.topicName() + " has " + name + "=" + value
                        + ", but this version needs " + wanted + ": change it with kafka-configs.sh.");
            }
            changes.add(new AlterConfigOp(new ConfigEntry(name, wanted), AlterConfigOp.OpType.SET));
        });
        return changes;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new KafkaSetupException("Kafka refused to set up its topics: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new KafkaSetupException("Kafka did not answer within " + PATIENCE.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaSetupException("Interrupted while Kafka's topics were set up.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaSetupException("Interrupted while Kafka's topics were set up.", e);
        }
    }
}
