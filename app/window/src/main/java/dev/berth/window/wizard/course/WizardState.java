package dev.berth.window.wizard.course;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.Place;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import java.nio.file.Path;
import java.util.Optional;

/// Where the person is in the first run, and all that was filled in.
///
/// @param checks what is known of this computer
/// @param file the assistant's program in a file, instead of fetching it
/// @param lodging where the assistant shall live
/// @param strict whether "Next" was tried, so that what is unfinished is said too
/// @param journey how far the way to Ready has come
/// @param asking whether the person is being asked if all this is to be forgotten
/// @param refusal what could not be written down, as Berth reported it
public record WizardState(
        Page page,
        Checks checks,
        Optional<Path> file,
        Lodging lodging,
        ProviderForm provider,
        boolean strict,
        Options options,
        Journey journey,
        boolean asking,
        Optional<String> refusal) {

    /// The first page with nothing filled in, where nothing else is usual.
    public static WizardState first() {
        return first(Place.HERE);
    }

    /// The first page with nothing filled in.
    ///
    /// @param usual where the assistant lives on this computer when nobody chose
    public static WizardState first(Place usual) {
        return new WizardState(
                Page.WELCOME,
                Checks.none(),
                Optional.empty(),
                Lodging.usual(usual),
                ProviderForm.blank(),
                false,
                Options.usual(),
                new Journey.NotBegun(),
                false,
                Optional.empty());
    }

    /// Whether there is something that would be forgotten.
    public boolean isFilledIn() {
        return page != Page.WELCOME
                || provider.isTouched()
                || file.isPresent()
                || lodging.dwelling().isPresent();
    }

    /// What is kept, so that a person who comes back goes on here.
    ///
    /// @param key the one that is kept with it
    Draft draft(TypedKey key) {
        return new Draft(
                page,
                provider.provider(),
                provider.keyKept() || key.given().isPresent(),
                options.startAtSignIn(),
                file,
                lodging.dwelling());
    }

    /// What is asked of Berth in the end.
    public SetUpWishes wishes() {
        return new SetUpWishes(
                file.map(Source.FromFile::new), provider.keyed(), lodging.dwelling());
    }

    WizardState at(Page next) {
        return new WizardState(
                next,
                checks,
                file,
                lodging,
                provider,
                false,
                options,
                journey,
                false,
                Optional.empty());
    }

    WizardState checking(Checks next) {
        return new WizardState(
                page, next, file, lodging, provider, strict, options, journey, asking, refusal);
    }

    WizardState from(Optional<Path> chosen) {
        return new WizardState(
                page, checks, chosen, lodging, provider, strict, options, journey, asking, refusal);
    }

    WizardState lodging(Lodging next) {
        return new WizardState(
                page, checks, file, next, provider, strict, options, journey, asking, refusal);
    }

    WizardState filled(ProviderForm form) {
        return new WizardState(
                page, checks, file, lodging, form, strict, options, journey, asking, refusal);
    }

    WizardState strictly() {
        return new WizardState(
                page, checks, file, lodging, provider, true, options, journey, asking, refusal);
    }

    WizardState choosing(Options next) {
        return new WizardState(
                page, checks, file, lodging, provider, strict, next, journey, asking, refusal);
    }

    WizardState travelling(Journey next) {
        return new WizardState(
                page, checks, file, lodging, provider, strict, options, next, asking, refusal);
    }

    WizardState asking(boolean whether) {
        return new WizardState(
                page, checks, file, lodging, provider, strict, options, journey, whether, refusal);
    }

    WizardState refused(Optional<String> said) {
        return new WizardState(
                page, checks, file, lodging, provider, strict, options, journey, asking, said);
    }
}
