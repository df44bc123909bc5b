package dev.fleetledger.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.fleetledger.command.clock.ConfirmClock;
import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.kit.security.TokenSigner;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Dependencies point one way, and deciders are pure. */
@AnalyzeClasses(packages = "dev.fleetledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String COMMAND = "dev.fleetledger.command..";
    private static final String PROCESS = "dev.fleetledger.command.process..";
    private static final String QUERY = "dev.fleetledger.query..";
    private static final String INGEST = "dev.fleetledger.ingest..";
    private static final String DOMAIN = "dev.fleetledger.domain..";
    private static final String KIT = "dev.fleetledger.kit..";
    private static final String TOOLS = "dev.fleetledger.tools..";
    private static final String STANDALONE = "dev.fleetledger.standalone..";

    /** Of the command-service and of the query-service: what is the same for every area. */
    private static final String[] ENGINES = {
        "dev.fleetledger.command.area..",
        "dev.fleetledger.command.fleet..",
        "dev.fleetledger.command.http..",
        "dev.fleetledger.command.ledger..",
        PROCESS,
        "dev.fleetledger.query.history..",
        "dev.fleetledger.query.projection",
        "dev.fleetledger.query.read.."
    };

    /** Know more than what is told, or the world outside. */
    private static final ArchCondition<JavaClass> BE_IMPURE = dependOnClassesThat(resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "jakarta.ws.rs..",
                    "java.sql..",
                    "java.net.http..",
                    "dev.fleetledger.kit.http..",
                    "dev.fleetledger.kit.json..",
                    "dev.fleetledger.kit.kafka.."))
            .or(dependOnClassesThat(type(Clock.class).or(type(InstantSource.class))))
            .or(callMethod(Instant.class, "now"))
            .or(callMethod(UUID.class, "randomUUID"))
            .or(callMethod(System.class, "currentTimeMillis"))
            .or(callMethod(System.class, "nanoTime"));

    /** Each package by itself, the first of a module among them, which a pattern of names would leave out. */
    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            var name = javaClass.getPackageName();
            return name.startsWith("dev.fleetledger.") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of all modules";
        }
    }

    /** In all modules but the two that nothing depends on, bench and drill, each of which is one package. */
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().assignedFrom(new Packages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule schemasKnowNobody = noClasses()
            .that()
            .resideInAPackage("dev.fleetledger.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAIN, KIT, COMMAND, QUERY, INGEST, TOOLS, STANDALONE);

    /** Between the schemas and all else. */
    @ArchTest
    static final ArchRule theDomainKnowsTheSchemasAlone = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KIT, COMMAND, QUERY, INGEST, TOOLS, STANDALONE);

    @ArchTest
    static final ArchRule theDomainIsPure =
            noClasses().that().resideInAPackage(DOMAIN).should(BE_IMPURE);

    /** Areas know the engines, and not the other way about. */
    @ArchTest
    static final ArchRule enginesKnowNoArea = noClasses()
            .that()
            .resideInAnyPackage(ENGINES)
            .should()
            .dependOnClassesThat(resideInAnyPackage(COMMAND, QUERY).and(resideOutsideOfPackages(ENGINES)));

    @ArchTest
    static final ArchRule theKitKnowsNoService = noClasses()
            .that()
            .resideInAPackage(KIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, QUERY, INGEST, TOOLS, STANDALONE);

    /** Constants leave no trace in who uses them, so a class of nothing else may pass. */
    @ArchTest
    static void whatOneModuleAloneUsesLivesThere(JavaClasses classes) {
        var users = new TreeMap<String, Set<String>>();
        classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> !outermost(use.getOriginClass()).equals(outermost(use.getTargetClass())))
                .forEach(use -> users.computeIfAbsent(outermost(use.getTargetClass()), any -> new TreeSet<>())
                        .add(use.getOriginClass().getPackageName().split("\\.", 4)[2]));
        users.keySet().removeIf(used -> !used.startsWith("dev.fleetledger.kit."));
        assertThat(users).hasSizeGreaterThan(80);
        users.values().removeIf(modules -> modules.contains("kit") || modules.size() > 1);
        // The other half of what TokenVerifier reads.
        users.remove(TokenSigner.class.getName());
        assertThat(users).as("classes of the kit that one module uses").isEmpty();
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    @ArchTest
    static final ArchRule commandKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(QUERY, INGEST, TOOLS, STANDALONE);

    @ArchTest
    static final ArchRule queryKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage(QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, INGEST, TOOLS, STANDALONE);

    @ArchTest
    static final ArchRule ingestKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, QUERY, TOOLS, STANDALONE);

    @ArchTest
    static final ArchRule theToolsKnowTheLedgerAlone = noClasses()
            .that()
            .resideInAPackage(TOOLS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(QUERY, INGEST, STANDALONE);

    /** Requests come to the ledger by the one, what the platform does by itself by the other. */
    @ArchTest
    static final ArchRule theLedgerHasTwoDoors = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .and()
            .resideOutsideOfPackages(PROCESS, "dev.fleetledger.command.http..", "dev.fleetledger.command.ledger..")
            .should()
            .callMethod(Ledger.class, "submit", CommandRequest.class);

    /** What was checked by one reading of an address must not be used by another. */
    @ArchTest
    static final ArchRule addressesAreReadByOne = noClasses()
            .that()
            .doNotHaveSimpleName("IpAddresses")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.google.common.net.InetAddresses");

    @ArchTest
    static final ArchRule onlyWhatNobodyNeedsIsOpenToAll = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fleetledger.embedded.testing..", "dev.fleetledger.drill..")
            .should()
            .callMethod(EmbeddedKafka.Config.class, "openToAll");

    /** All else waits until the clock is believed. */
    @ArchTest
    static final ArchRule oneCommandAloneIsTakenWhileTheClockIsDoubted = methods()
            .that()
            .haveName("settlesClock")
            .should()
            .beDeclaredIn(Command.class)
            .orShould()
            .beDeclaredIn(ConfirmClock.class);

    /** And so is the state of a fleet, which they decide on. */
    @ArchTest
    static final ArchRule decidersArePure = noClasses()
            .that()
            .haveSimpleNameEndingWith("Decider")
            .and()
            .resideOutsideOfPackage("dev.fleetledger.command.ledger..")
            .or()
            .resideInAPackage("dev.fleetledger.command.fleet..")
            .should(BE_IMPURE);
}
