package dev.berth.runtime.firstrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes.Dwelling;
import dev.berth.runtime.store.FileSecrets;
import dev.berth.runtime.store.JsonDraft;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DraftsTest {
    private static final String KEY = "sk-the-key-of-this-person";
    private static final Provider OPENAI = Provider.usual(ProviderKind.OPENAI);
    private static final Draft DRAFT =
            new Draft(
                    Page.OPTIONS,
                    Optional.of(OPENAI),
                    true,
                    true,
                    Optional.of(Path.of("/media/release.tar")),
                    Optional.of(
                            new Dwelling(Place.APART, Optional.of(Path.of("/media/place.qcow2")))));

    @TempDir private Path state;
    private Path file;
    private Path key;
    private Drafts drafts;
    private LocalFirstRun firstRun;

    @BeforeEach
    void open() {
        file = state.resolve("first-run.json");
        key = state.resolve("secrets").resolve(Drafts.KEY);
        drafts =
                new Drafts(
                        new JsonDraft(state, Clock.systemUTC()),
                        new FileSecrets(state.resolve("secrets"), new SecureRandom()));
        firstRun =
                new LocalFirstRun(
                        _ -> List.of(),
                        _ -> CompletableFuture.completedStage(new Installation.Declined()),
                        drafts);
    }

    @Test
    void whatWasFilledInIsThereAgainAndTheKeyIsElsewhere() throws IOException {
        assertThat(firstRun.draft()).isEmpty();
        firstRun.keep(DRAFT, Optional.of(KEY));
        assertThat(firstRun.draft()).contains(DRAFT);
        assertThat(Files.readString(file)).doesNotContain(KEY);
        assertThat(Files.readString(key)).isEqualTo(KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutANewKeyTheOldOneStays() throws IOException {
        firstRun.keep(DRAFT, Optional.of(KEY));
        firstRun.keep(DRAFT, Optional.empty());
        assertThat(drafts.keyFor(OPENAI)).contains(KEY);
        assertThat(
                        drafts.keyFor(
                                new Provider(
                                        ProviderKind.OPENAI, Optional.empty(), Optional.of("m"))))
                .as("another model of the same provider")
                .contains(KEY);
    }

    @Test
    void aKeyNeverReachesAnotherProvider() throws IOException {
        var custom = provider("http://one.example/v1");
        firstRun.keep(at(custom), Optional.of(KEY));
        assertThat(drafts.keyFor(provider("http://two.example/v1"))).isEmpty();
        assertThat(drafts.keyFor(OPENAI)).isEmpty();

        firstRun.keep(at(provider("http://two.example/v1")), Optional.empty());
        firstRun.keep(at(custom), Optional.empty());
        assertThat(drafts.keyFor(custom)).as("it was forgotten meanwhile").isEmpty();
        assertThat(key).doesNotExist();
        assertThat(firstRun.draft().orElseThrow().keyGiven()).isFalse();
    }

    private static Provider provider(String address) {
        return new Provider(
                ProviderKind.CUSTOM, Optional.of(URI.create(address)), Optional.empty());
    }

    private static Draft at(Provider provider) {
        return new Draft(Page.PROVIDER, Optional.of(provider), false, false, Optional.empty());
    }

    @Test
    void forgettingLeavesNothing() {
        firstRun.keep(DRAFT, Optional.of(KEY));
        firstRun.forget();
        firstRun.forget();
        assertThat(firstRun.draft()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(key).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{oops",
                "{\"schema\":1}",
                "{\"schema\":1,\"page\":\"nowhere\",\"startAtSignIn\":true}",
                "{\"schema\":1,\"page\":\"options\",\"startAtSignIn\":true,\"file\":\"a.tar\"}",
                "{\"schema\":1,\"page\":\"options\",\"startAtSignIn\":true,\"provider\":\"me\"}",
                "{\"schema\":2,\"page\":\"options\",\"startAtSignIn\":true}"
            })
    void aBadOneIsPutAsideAndCountsAsNone(String text) throws IOException {
        Files.writeString(file, text);
        assertThat(firstRun.draft()).isEmpty();
        assertThat(file).doesNotExist();
        try (var files = Files.list(state)) {
            assertThat(files.map(one -> one.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith("first-run.json.unreadable-");
        }
        firstRun.keep(DRAFT, Optional.empty());
        assertThat(firstRun.draft()).isPresent();
    }

    @Test
    void whatCannotBeKeptIsSaidInOneSentence() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> firstRun.keep(DRAFT, Optional.empty()))
                .isInstanceOf(LostContact.class)
                .hasMessageContaining("first-run.json");
        assertThatThrownBy(() -> firstRun.keep(at(OPENAI), Optional.of("two\nlines")))
                .isInstanceOf(LostContact.class)
                .hasMessageNotContaining("two");
        assertThat(firstRun.draft()).isEmpty();
    }
}
