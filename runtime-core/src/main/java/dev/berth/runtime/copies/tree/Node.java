package dev.berth.runtime.copies.tree;

/// One thing in a tree.
///
/// @param mode its permission bits, without set-user-id and set-group-id; 0 to 01777
/// @param owner numeric user, -1 where the file system has none
/// @param group numeric group, -1 likewise
/// @param size of a file in bytes; 0 for others
/// @param modified when its content changed
/// @param changed when anything of it changed, which no program can set
/// @param inode which thing it is; 0 where the file system does not say
/// @param link where a link leads; empty for others
public record Node(
        RawName name,
        Kind kind,
        int mode,
        int owner,
        int group,
        long size,
        Stamp modified,
        Stamp changed,
        long inode,
        RawName link) {

    /// Whether nothing tells it from what it was then.
    public boolean isAsBefore(Node before) {
        return equals(before);
    }

    /// The same with what is fit to last: what only tells of changes is left out.
    public Node settled() {
        return new Node(name, kind, mode, owner, group, size, modified, new Stamp(0, 0), 0, link);
    }
}
