package dev.berth.window;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.berth.window.scene.Theme;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/// The rules of the house for the window that a compiler cannot hold.
final class WindowRulesTest {
    private static final String ROOT = "dev.berth.window";

    /// Rooms whose code runs on the JavaFX thread.
    private static final String[] SEEN = {
        ROOT + ".page..",
        ROOT + ".shell..",
        ROOT + ".state..",
        ROOT + ".activity..",
        ROOT + ".log..",
        ROOT + ".settings..",
        ROOT + ".reset..",
        ROOT + ".health..",
        ROOT + ".about..",
        ROOT + ".notice.."
    };

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void pagesNeverWait() {
        noClasses()
                .that()
                .resideInAnyPackage(SEEN)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "java.nio.channels..",
                                "java.util.concurrent.locks..",
                                "java.net.http.."))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(OutputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Socket.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Lock.class)
                .orShould()
                .callMethod(CompletableFuture.class, "join")
                .orShould()
                .callMethod(CompletableFuture.class, "get")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .because("the thread that a person's clicks wait for never waits (DESIGN 4.12)")
                .check(PROGRAM);
    }

    @Test
    void onePlaceHandsValuesToTheJavaFxThread() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Platform.class)
                .because(
                        "answers and outlooks pass over in the room `link`, and the composition"
                                + " root says how")
                .check(PROGRAM.that(DescribedPredicate.not(belongToAnyOf(Theme.class))));
    }

    @Test
    void theLinkKnowsNoWordsAndNoJavaFx() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".link..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx..", "dev.berth.words..", ROOT + ".face..", ROOT + ".page..")
                .because("the conversation with the keeper can be read and tried alone")
                .check(PROGRAM);
    }

    @Test
    void facesAreMadeWithoutJavaFx() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".face..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.kordamp..", "atlantafx..")
                .because("what to show is decided by pure functions")
                .check(PROGRAM);
    }

    @Test
    void pagesKnowTheWindowByItsSeamAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(SEEN)
                .and()
                .resideOutsideOfPackage(ROOT + ".shell..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".shell..")
                .because("a page is made for any surroundings, and tried without the others")
                .check(PROGRAM);
    }
}
