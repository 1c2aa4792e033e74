import org.jspecify.annotations.NullMarked;

/// The drawings, as files below `META-INF/berth/icons`: no code, so that every other module and the
/// installers can take the same masters.
@NullMarked
module dev.berth.icons {
    requires static org.jspecify;
}
