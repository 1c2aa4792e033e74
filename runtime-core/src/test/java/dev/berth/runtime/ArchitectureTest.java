package dev.berth.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the arrows of DESIGN 2 and the house rules that a compiler cannot hold. A room that does
/// not exist yet passes.
final class ArchitectureTest {

    private static final String ROOT = "dev.berth.runtime";
    private static final String PODMAN = ROOT + ".engine.podman";

    /// The rooms from the top of the house to its floor: each may use those after it, never those
    /// before it.
    private static final List<String> ROOMS =
            List.of(
                    "report",
                    "estate",
                    "doctor",
                    "story",
                    "wire",
                    "supervisor",
                    "provision",
                    "firstrun",
                    "choice",
                    "screens",
                    "decision",
                    "observation",
                    "source",
                    "engine",
                    "service",
                    "door",
                    "passage",
                    "copies",
                    "store",
                    "diagnosis",
                    "news",
                    "limit");

    private static final DescribedPredicate<JavaClass> COMPOSITION_ROOT =
            belongToAnyOf(Berths.class).as("the composition root");

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> arrowsPointDown() {
        return ROOMS.stream()
                .map(room -> DynamicTest.dynamicTest(room, () -> hold(usesNothingAbove(room))));
    }

    private static ArchRule usesNothingAbove(String room) {
        var above = ROOMS.subList(0, ROOMS.indexOf(room)).stream().map(ArchitectureTest::in);
        return noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(above.toArray(String[]::new)).or(COMPOSITION_ROOT))
                .because(
                        "data flows one way through the house (DESIGN 2), so a room can be read alone");
    }

    @Test
    void theExportedApiIsValues() {
        hold(
                noClasses()
                        .that(resideInAPackage(ROOT).and(not(COMPOSITION_ROOT)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + ".*..")
                        .because("only the composition root may know what lies below the API"));
    }

    @Test
    void podmanIsKnownToTheCompositionRootAlone() {
        hold(
                noClasses()
                        .that(not(resideInAPackage(PODMAN + "..")).and(not(COMPOSITION_ROOT)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(PODMAN + "..")
                        .because("the adapter can be exchanged only while nobody knows it"));
    }

    @Test
    void theEngineIsImplementedByItsAdapterAlone() {
        hold(
                classes()
                        .that()
                        .areNotInterfaces()
                        .and()
                        .implement(interfacesOfTheEngineRoom())
                        .and()
                        .resideOutsideOfPackage(ROOT + ".engine")
                        .should()
                        .resideInAPackage(PODMAN + "..")
                        .because("the same adapter code must run in tests and in life"));
    }

    private static DescribedPredicate<JavaClass> interfacesOfTheEngineRoom() {
        return resideInAPackage(ROOT + ".engine")
                .and(JavaClass.Predicates.INTERFACES)
                .as("an interface of the engine room");
    }

    @Test
    void theEngineRoomRunsNoProcessAndReadsNoJson() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".engine")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("tools.jackson..")
                                        .or(
                                                belongToAnyOf(
                                                        Process.class,
                                                        ProcessBuilder.class,
                                                        ProcessHandle.class,
                                                        Runtime.class)))
                        .because("it says what an engine can do; how is the adapter's affair"));
    }

    @Test
    void decisionIsPure() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(in("decision"))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                "java.io..",
                                                "java.nio..",
                                                "java.net..",
                                                "java.util.concurrent..",
                                                "org.slf4j..",
                                                "java.util.logging..",
                                                "tools.jackson..")
                                        .and(not(belongToAnyOf(Path.class))) // a value
                                        .or(
                                                belongToAnyOf(
                                                        Thread.class,
                                                        Clock.class,
                                                        Process.class,
                                                        ProcessBuilder.class,
                                                        System.class,
                                                        System.Logger.class)))
                        .orShould()
                        .callMethod(Instant.class, "now")
                        .because("the same facts must give the same step, in a test as in life"));
    }

    @Test
    void theStoreChangesTheDiskThroughItsDriveOnly() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(in("store"))
                        .and()
                        .doNotHaveSimpleName("LocalDrive")
                        .should()
                        .callMethodWhere(
                                DescribedPredicate.describe(
                                        "the target changes a file or a folder",
                                        call ->
                                                call.getTargetOwner().isEquivalentTo(Files.class)
                                                        && call.getName()
                                                                .matches(
                                                                        "(create|write|move|delete|copy|newOutput|newByte).*")))
                        .orShould()
                        .dependOnClassesThat()
                        .belongToAnyOf(FileOutputStream.class, RandomAccessFile.class)
                        .because(
                                "the crash test ends the process and the power between any two effects, and must see them all"));
    }

    @Test
    void nobodySleeps() {
        hold(
                noClasses()
                        .should()
                        .callMethodWhere(
                                DescribedPredicate.describe(
                                        "the target is a sleep",
                                        call ->
                                                call.getName().equals("sleep")
                                                        && call.getTargetOwner()
                                                                .getPackageName()
                                                                .startsWith("java.")))
                        .because(
                                "every wait can be cancelled, and time is an argument (DESIGN 4.11)"));
    }

    @Test
    void nobodyWritesToTheConsole() {
        hold(
                noClasses()
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(Throwable.class, "printStackTrace")
                        .because(
                                "what people read is the application's, what we note is the log's"));
    }

    @Test
    void thereIsOneWayToLog() {
        hold(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.logging..")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(System.Logger.class)
                        .orShould()
                        .callMethod(System.class, "getLogger", String.class)
                        .because("one log is written, by SLF4J"));
    }

    @Test
    void nothingStaticChanges() {
        hold(
                fields().that()
                        .haveModifier(STATIC)
                        .and()
                        .doNotHaveModifier(SYNTHETIC)
                        .should(haveModifier(FINAL))
                        .because("state has one owner, which is never the class itself (STYLE 3)"));
    }

    private static String in(String room) {
        return ROOT + "." + room + "..";
    }

    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(PROGRAM);
    }
}
