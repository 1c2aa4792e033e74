package dev.berth.runtime.door;

import dev.berth.runtime.Voice;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes front doors of Netty: one thread for each, whatever goes through it (docs/decisions/0033).
public final class NettyCarpenter implements FrontDoor.Carpenter {

    private static final int BACKLOG = 1024;

    private final Limits limits;

    public NettyCarpenter() {
        this(Limits.usual());
    }

    NettyCarpenter(Limits limits) {
        this.limits = limits;
    }

    @Override
    public FrontDoor open(int port, Behind behind, Voice voice) throws IOException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        var group =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("front-door", true), NioIoHandler.newFactory());
        var doors = new ArrayList<Channel>();
        try {
            var links = new Links(limits.links(), limits.link(), System::nanoTime);
            var threshold = new Threshold();
            doors.add(bind(group, threshold, "127.0.0.1", port));
            int bound = ((InetSocketAddress) doors.getFirst().localAddress()).getPort();
            if (hasSix()) {
                doors.add(bind(group, threshold, "::1", bound));
            }
            var house = new House(group.next(), bound, limits, behind, voice, links);
            threshold.open(house);
            doors.forEach(door -> door.config().setAutoRead(true));
            var door = new NettyFrontDoor(group, List.copyOf(doors), house);
            door.follow(behind);
            return door;
        } catch (IOException | RuntimeException e) {
            NettyFrontDoor.end(group, doors);
            throw e;
        }
    }

    /// Another program on the other loopback address would get what is meant for us.
    private static boolean hasSix() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null;
    }

    private Channel bind(
            MultiThreadIoEventLoopGroup group, Threshold threshold, String host, int port)
            throws IOException {
        var bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, Services.portions())
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Services.WATER)
                        .childHandler(threshold)
                        .bind(new InetSocketAddress(InetAddress.ofLiteral(host), port))
                        .awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        switch (bound.cause()) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }

    /// Where connections come in, once the house is ready for them. Loop thread only, but for the
    /// opening, which comes before the first connection.
    @ChannelHandler.Sharable
    private static final class Threshold extends ChannelInitializer<DuplexChannel> {
        private volatile Optional<House> house = Optional.empty();

        void open(House ready) {
            house = Optional.of(ready);
        }

        @Override
        protected void initChannel(DuplexChannel channel) {
            Guest.receive(house.orElseThrow(), channel);
        }
    }
}
