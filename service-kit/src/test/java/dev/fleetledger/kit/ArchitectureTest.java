package dev.fleetledger.kit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The kit knows nothing of what it serves. */
@AnalyzeClasses(packages = "dev.fleetledger.kit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** HTTP is the same for every area of the fleet. */
    @ArchTest
    static final ArchRule httpKnowsNoArea = noClasses()
            .that()
            .resideInAnyPackage("dev.fleetledger.kit.http..", "dev.fleetledger.kit.json..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fleetledger.kit", "dev.fleetledger.kit.openapi..", "dev.fleetledger.kit.server..");

    /** But for who keeps servers in memory, which all services need. */
    @ArchTest
    static final ArchRule theKitKnowsNoArea = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fleetledger.kit.server..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.fleetledger.domain..")
                    .and(resideOutsideOfPackage("dev.fleetledger.domain.text..")));
}
