package dev.berth.runtime.simulation;

import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.simulation.PlannedDeath.Manner;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// The real disks, for a process that dies where it was planned: after its end nothing is changed
/// any more, whatever still wants to tidy up.
final class DyingScratch implements Scratch {
    private final Scratch real = Scratch.ofThisComputer();
    private final PlannedDeath death;
    private boolean dead;

    DyingScratch(PlannedDeath death) {
        this.death = death;
    }

    private interface Effect {
        void run() throws IOException;
    }

    private void effect(Effect effect) throws IOException {
        if (dead) {
            throw new Mortality.Killed();
        }
        try {
            death.pass(Manner.BEFORE, 0);
        } catch (Mortality.Killed killed) {
            dead = true;
            throw killed;
        }
        effect.run();
        death.done();
    }

    @Override
    public Content create(Path file) throws IOException {
        var content = new Content[1];
        effect(() -> content[0] = real.create(file));
        return new Content() {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                effect(() -> content[0].write(bytes, from, count));
            }

            @Override
            public void skip(long count) throws IOException {
                effect(() -> content[0].skip(count));
            }

            @Override
            public void close() throws IOException {
                content[0].close();
            }
        };
    }

    @Override
    public void setAside(Path from, Path to) throws IOException {
        effect(() -> real.setAside(from, to));
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        effect(() -> real.makeFolder(folder));
    }

    @Override
    public void link(Path link, Path target) throws IOException {
        effect(() -> real.link(link, target));
    }

    @Override
    public boolean dress(
            Path path, boolean isLink, int mode, int owner, int group, FileTime modified)
            throws IOException {
        var dressed = new boolean[1];
        effect(() -> dressed[0] = real.dress(path, isLink, mode, owner, group, modified));
        return dressed[0];
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        effect(() -> real.rename(from, to));
    }

    @Override
    public void delete(Path path) throws IOException {
        effect(() -> real.delete(path));
    }

    @Override
    public void sync(Path path) throws IOException {
        effect(() -> {});
    }

    @Override
    public void syncTree(Path folder) throws IOException {
        effect(() -> {});
    }
}
