package dev.berth.runtime.copies.archive;

import static dev.berth.runtime.copies.archive.ForgedCopy.fileLine;
import static dev.berth.runtime.copies.archive.ForgedCopy.folderLine;
import static dev.berth.runtime.copies.archive.ForgedCopy.linkLine;
import static dev.berth.runtime.copies.archive.ForgedCopy.usual;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files that were made to do harm, all their sums right: whatever becomes of them, nothing outside
/// of the folder is written, and all but some harmless ones are refused.
@DisabledOnOs(OS.WINDOWS)
final class HostileCopyTest {

    @TempDir private Path folder;

    /// Whether it may be taken: what it tries does nothing.
    private record Case(ForgedCopy copy, boolean harmless) {}

    private static Map<String, Case> cases() {
        var all = new LinkedHashMap<String, Case>();
        names().forEach((what, copy) -> all.put(what, new Case(copy, false)));
        links().forEach((what, copy) -> all.put(what, new Case(copy, false)));
        kinds().forEach((what, copy) -> all.put(what, new Case(copy, false)));
        forms().forEach((what, copy) -> all.put(what, new Case(copy, false)));
        lists().forEach((what, copy) -> all.put(what, new Case(copy, false)));
        sizes().forEach((what, copy) -> all.put(what, new Case(copy, false)));
        all.put(
                "a link to an absolute place",
                new Case(
                        usual().link("data/out", "/etc/passwd")
                                .listed(linkLine("out", "/etc/passwd")),
                        true));
        all.put(
                "a link out of the folder",
                new Case(
                        usual().link("data/out", "../outside")
                                .listed(linkLine("out", "../outside")),
                        true));
        all.put(
                "a link that was replaced by a folder",
                new Case(
                        usual().link("data/x", "../outside")
                                .folder("data/x/")
                                .file("data/x/f", "evil")
                                .listed(folderLine("x"), fileLine("x/f", "evil")),
                        true));
        all.put(
                "a file over a link",
                new Case(
                        usual().link("data/x", "../outside/victim")
                                .file("data/x", "evil")
                                .listed(fileLine("x", "evil")),
                        true));
        all.put(
                "a dropped folder that is a link by now",
                new Case(
                        usual().folder("data/x/")
                                .file("data/x/victim", "evil")
                                .link("data/x", "../outside")
                                .listed(linkLine("x", "../outside")),
                        true));
        return all;
    }

    private static Map<String, ForgedCopy> names() {
        var all = new LinkedHashMap<String, ForgedCopy>();
        for (var name :
                List.of(
                        "/etc/evil",
                        "//etc/evil",
                        "../outside/evil",
                        "data/../evil",
                        "data/../../outside/evil",
                        "data/./evil",
                        "data//evil",
                        "data/evil/..",
                        "data/.",
                        "data/..",
                        "./data/evil",
                        "evil",
                        "dataevil",
                        "Data/evil",
                        "..",
                        ".",
                        "data",
                        "data/",
                        "berth-copy.json",
                        "data/" + "n".repeat(5000),
                        "data/a/../../../" + "x/".repeat(60) + "evil",
                        "data/" + "d/".repeat(2500) + "evil")) {
            var brief = name.length() > 40 ? name.substring(0, 40) + "…" : name;
            all.put(
                    "the name " + brief,
                    usual().file(name, "evil").listed(fileLine("evil", "evil")));
        }
        all.put(
                "a zero byte in a long name",
                usual().header(
                                ("data/" + "a".repeat(120) + "\0evil")
                                        .getBytes(StandardCharsets.UTF_8),
                                0,
                                '0',
                                "",
                                block -> block)
                        .listed(fileLine("evil", "")));
        all.put(
                "a file below a file",
                usual().file("data/a", "a")
                        .file("data/a/evil", "evil")
                        .listed(fileLine("a", "a"), fileLine("a/evil", "evil")));
        all.put(
                "a file in a folder that is not there",
                usual().file("data/a/evil", "evil")
                        .listed(folderLine("a"), fileLine("a/evil", "evil")));
        all.put("a name in the list that leads out", usual().listed(fileLine("../evil", "")));
        all.put("an absolute name in the list", usual().listed(fileLine("/evil", "")));
        return all;
    }

    private static Map<String, ForgedCopy> links() {
        var all = new LinkedHashMap<String, ForgedCopy>();
        all.put(
                "a file below a link",
                usual().link("data/x", "../outside")
                        .file("data/x/evil", "evil")
                        .listed(linkLine("x", "../outside"), fileLine("x/evil", "evil")));
        all.put(
                "a file below an absolute link",
                usual().link("data/x", "/tmp")
                        .file("data/x/evil", "evil")
                        .listed(linkLine("x", "/tmp"), fileLine("x/evil", "evil")));
        all.put(
                "a file two folders below a link",
                usual().link("data/x", "..")
                        .folder("data/x/outside/")
                        .file("data/x/outside/evil", "evil")
                        .listed(linkLine("x", "..")));
        all.put(
                "a link below a link",
                usual().link("data/x", "../outside")
                        .link("data/x/y", "/etc")
                        .listed(linkLine("x", "../outside"), linkLine("x/y", "/etc")));
        all.put(
                "a folder that becomes a link, written to afterwards",
                usual().folder("data/x/")
                        .link("data/x", "../outside")
                        .file("data/x/evil", "evil")
                        .listed(linkLine("x", "../outside")));
        all.put(
                "the folder itself as a link",
                new ForgedCopy()
                        .link("data", "../outside")
                        .file("data/evil", "evil")
                        .listed(linkLine(".", "../outside")));
        all.put(
                "a link to nothing",
                usual().link("data/x", "").listed("link 777 -1 -1 1.000000000 0 - x ."));
        all.put(
                "a link that is a file in the list",
                usual().link("data/x", "../outside").listed(fileLine("x", "")));
        all.put(
                "a link that leads elsewhere in the list",
                usual().link("data/x", "../outside").listed(linkLine("x", "y")));
        all.put(
                "a link with content",
                usual().header("data/x".getBytes(StandardCharsets.UTF_8), 4, '2', "y", b -> b)
                        .raw(new byte[512])
                        .listed(linkLine("x", "y")));
        all.put(
                "a link to a very long place",
                usual().link("data/x", "../" + "y/".repeat(4000)).listed(linkLine("x", "y")));
        return all;
    }

    private static Map<String, ForgedCopy> kinds() {
        var all = new LinkedHashMap<String, ForgedCopy>();
        for (var flag : "1346789xgSMVNDA\0".toCharArray()) {
            all.put(
                    "an entry of kind " + (int) flag,
                    usual().file(
                                    "data/evil",
                                    new byte[0],
                                    flag,
                                    flag == '1' ? "../outside/victim" : "")
                            .listed(fileLine("evil", "")));
        }
        return all;
    }

    private static Map<String, ForgedCopy> forms() {
        var all = new LinkedHashMap<String, ForgedCopy>();
        var name = "data/evil".getBytes(StandardCharsets.UTF_8);
        all.put("a header whose sum is wrong", odd(name, block -> at(block, 148, "0000001\0")));
        all.put("a header of another form", odd(name, block -> at(block, 257, "ustar\00000")));
        all.put("a size that is no number", odd(name, block -> at(block, 124, "12x45678901\0")));
        all.put(
                "a size of 2^63",
                odd(name, block -> at(block, 124, "\200\0\0\0\200\0\0\0\0\0\0\0")));
        all.put(
                "a size of 2^95",
                odd(
                        name,
                        block ->
                                at(
                                        block,
                                        124,
                                        "\277\377\377\377\377\377\377\377\377\377\377\377")));
        all.put(
                "a negative size",
                odd(
                        name,
                        block ->
                                at(
                                        block,
                                        124,
                                        "\377\377\377\377\377\377\377\377\377\377\377\377")));
        all.put(
                "more size than there is",
                usual().header(name, 1 << 20, '0', "", b -> b).listless().endless());
        all.put(
                "two long names in a row",
                usual().longName('L', name)
                        .longName('L', name)
                        .file("data/evil", "")
                        .listed(fileLine("evil", "")));
        all.put("a long name for nothing", usual().listed().longName('L', name));
        all.put(
                "a long name of nothing",
                usual().longName('L', new byte[0])
                        .file("data/evil", "")
                        .listed(fileLine("evil", "")));
        all.put("no end", usual().endless());
        all.put("no list", usual().listless());
        all.put("something behind the list", new TwoLists().copy());
        all.put(
                "something behind the end",
                usual().listless().raw(new byte[1024]).file(CopyWriter.MANIFEST, ""));
        all.put(
                "another head",
                new ForgedCopy()
                        .folder("data/")
                        .listed(folderLine("."))
                        .sealing(seal -> withFacts(seal)));
        all.put(
                "a frame cut in two",
                usual().packing(bytes -> Arrays.copyOf(bytes, bytes.length / 2)));
        all.put(
                "no frame",
                usual().packing(_ -> "no zstd at all".getBytes(StandardCharsets.US_ASCII)));
        all.put("two frames", usual().packing(bytes -> twice(bytes)));
        all.put("an empty frame", usual().packing(_ -> Zstd.compress(new byte[0])));
        all.put("nothing", usual().packing(_ -> new byte[0]));
        return all;
    }

    private static final class TwoLists {
        ForgedCopy copy() {
            return usual().file(CopyWriter.MANIFEST, folderLine(".") + "\n").listed();
        }
    }

    private static byte[] twice(byte[] bytes) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(bytes);
        both.writeBytes(bytes);
        return both.toByteArray();
    }

    private static Seal withFacts(Seal seal) {
        var facts = seal.facts();
        return new Seal(
                new Facts(
                        facts.id(),
                        facts.made(),
                        "daily",
                        facts.instance(),
                        Optional.of("1"),
                        facts.berth()),
                seal.files(),
                seal.bytes(),
                seal.entries(),
                seal.packed(),
                seal.manifest(),
                seal.body(),
                List.of(),
                0);
    }

    private static ForgedCopy odd(byte[] name, UnaryOperator<byte[]> change) {
        return usual().header(name, 0, '0', "", change).listed(fileLine("evil", ""));
    }

    private static byte[] at(byte[] block, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
        return block;
    }

    private static Map<String, ForgedCopy> lists() {
        var all = new LinkedHashMap<String, ForgedCopy>();
        all.put("a file that only the list has", usual().listed(fileLine("evil", "x")));
        all.put("another sum", usual().file("data/a", "x").listed(fileLine("a", "y")));
        all.put("another size", usual().file("data/a", "x").listed(fileLine("a", "xx")));
        all.put(
                "a list out of order",
                usual().file("data/a", "")
                        .file("data/b", "")
                        .listed(fileLine("b", ""), fileLine("a", "")));
        all.put(
                "a name twice in the list",
                usual().file("data/a", "").listed(fileLine("a", ""), fileLine("a", "")));
        all.put(
                "a list without the folder",
                new ForgedCopy().folder("data/").file("data/a", "").listed(fileLine("a", "")));
        all.put("an empty list", new ForgedCopy().folder("data/"));
        all.put("a list that is no list", usual().listed("evil"));
        all.put(
                "a list with a blank too many",
                usual().file("data/a", "").listed(fileLine("a", "") + " "));
        all.put(
                "a list with a wrong escape",
                usual().file("data/a", "").listed(fileLine("%61", "")));
        all.put(
                "a list with half an escape",
                usual().file("data/a", "").listed(fileLine("a%4", "")));
        all.put("a list with a very long line", usual().listed(fileLine("a".repeat(70_000), "")));
        all.put(
                "a list with an impossible owner",
                usual().listed("folder 700 9999999999 0 1.000000000 0 - a -"));
        return all;
    }

    private static Map<String, ForgedCopy> sizes() {
        var all = new LinkedHashMap<String, ForgedCopy>();
        all.put(
                "more than it says",
                usual().file("data/a", "x".repeat(5000))
                        .listed(fileLine("a", "x".repeat(5000)))
                        .sealing(seal -> sized(seal, 10, 10)));
        all.put(
                "more entries than it says",
                usual().file("data/a", "")
                        .file("data/b", "")
                        .listed(fileLine("a", ""), fileLine("b", ""))
                        .sealing(seal -> sized(seal, 0, 1)));
        all.put("more than fits", usual().sealing(seal -> sized(seal, Long.MAX_VALUE, 1)));
        all.put(
                "a bomb",
                usual().file("data/a", new byte[64 << 20], '0', "")
                        .listed("file 600 -1 -1 1.000000000 0 " + "0".repeat(64) + " a -")
                        .sealing(seal -> sized(seal, 100, 2)));
        var often = new ForgedCopy();
        for (var one = 0; one < 40; one++) {
            often.folder("data/");
        }
        all.put("the order begins anew forty times", often.listed(folderLine(".")));
        return all;
    }

    private static Seal sized(Seal seal, long packed, long entries) {
        return new Seal(
                seal.facts(),
                seal.files(),
                seal.bytes(),
                entries,
                packed,
                seal.manifest(),
                seal.body(),
                List.of(),
                0);
    }

    @TestFactory
    Stream<DynamicTest> nothingOutsideIsWritten() {
        return cases().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> holds(one.getValue())));
    }

    @Test
    void thereAreSixtyShapesAtLeast() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
    }

    private void holds(Case one) throws IOException {
        var sandbox = Files.createTempDirectory(folder, "case");
        var outside = Files.createDirectory(sandbox.resolve("outside"));
        Files.writeString(outside.resolve("victim"), "untouched");
        var lists = Files.createDirectory(sandbox.resolve("lists"));
        var copy = one.copy().write(sandbox.resolve("copy"));
        var before = around(sandbox);

        var refused = Optional.<IOException>empty();
        var extraction =
                new Extraction(sandbox.resolve("restored"), Scratch.ofThisComputer(), true);
        try (var reader = new CopyReader(copy, Bounds.of(16 << 20), extraction, _ -> {}, lists)) {
            reader.read();
            extraction.finish();
        } catch (IOException e) {
            refused = Optional.of(e);
        }

        assertThat(around(sandbox)).isEqualTo(before);
        if (one.harmless()) {
            assertThat(refused).isEmpty();
        } else {
            assertThat(refused).isPresent();
        }
        extraction.discard();
        assertThat(sandbox.resolve("restored")).doesNotExist();
        assertThat(around(sandbox)).isEqualTo(before);
    }

    /// All but what belongs to the extraction.
    private static List<String> around(Path sandbox) throws IOException {
        try (var all = Files.walk(sandbox)) {
            return all.filter(path -> !path.startsWith(sandbox.resolve("restored")))
                    .filter(path -> !path.startsWith(sandbox.resolve("lists")))
                    .filter(path -> !path.equals(sandbox))
                    .sorted()
                    .map(path -> path + " " + content(path))
                    .toList();
        }
    }

    private static String content(Path path) {
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readString(path, StandardCharsets.ISO_8859_1)
                            + Files.getLastModifiedTime(path)
                            + Files.getPosixFilePermissions(path)
                    : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
