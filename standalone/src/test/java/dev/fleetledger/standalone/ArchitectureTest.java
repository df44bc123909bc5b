package dev.fleetledger.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way, and deciders are pure. */
@AnalyzeClasses(packages = "dev.fleetledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String COMMAND = "dev.fleetledger.command..";
    private static final String QUERY = "dev.fleetledger.query..";
    private static final String INGEST = "dev.fleetledger.ingest..";
    private static final String KIT = "dev.fleetledger.kit..";
    private static final String STANDALONE = "dev.fleetledger.standalone..";

    @ArchTest
    static final ArchRule schemasKnowNobody = noClasses()
            .that()
            .resideInAPackage("dev.fleetledger.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KIT, COMMAND, QUERY, INGEST, STANDALONE);

    @ArchTest
    static final ArchRule theKitKnowsNoService = noClasses()
            .that()
            .resideInAPackage(KIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, QUERY, INGEST, STANDALONE);

    @ArchTest
    static final ArchRule commandKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(QUERY, INGEST, STANDALONE);

    @ArchTest
    static final ArchRule queryKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage(QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, INGEST, STANDALONE);

    @ArchTest
    static final ArchRule ingestKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, QUERY, STANDALONE);

    @ArchTest
    static final ArchRule deciders = noClasses()
            .that()
            .haveSimpleNameEndingWith("Decider")
            .and()
            .resideOutsideOfPackage("dev.fleetledger.command.ledger..")
            .or()
            .haveSimpleNameEndingWith("State")
            .and()
            .resideInAPackage("dev.fleetledger.command.*")
            .and()
            .resideOutsideOfPackage("dev.fleetledger.command.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "jakarta.ws.rs..",
                    "java.sql..",
                    "java.net.http..",
                    "dev.fleetledger.kit.http..",
                    "dev.fleetledger.kit.kafka..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.InstantSource")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
