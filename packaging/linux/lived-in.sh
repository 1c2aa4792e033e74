#!/usr/bin/env bash
# Lives with the .deb in a clean Debian that is made for it: installed with what it depends on and recommends, started
# from the menu's entry on a desktop with a panel by an ordinary user, brought to Ready with the fixture service, replaced
# by a newer build while it runs, removed and purged. Fails at the first thing that is not as it should be.
#
#   packaging/linux/lived-in.sh DEB FIXTURE_ARCHIVE [PICTURES]      as root; PICTURES: a folder for pictures of the desktop
#
# The clean system is the whole file system of its processes: in a mere chroot the kernel lets nobody have a user
# namespace, without which the engine does nothing for an ordinary user.
set -Eeuo pipefail

readonly deb=$1 fixture=$2 pictures=${3:-} image=localhost/berth/acceptance:latest
work=$(mktemp -d /var/tmp/berth-lived-in.XXXXXX)
readonly work
readonly clean=$work/root
inhabitant=
trap 'trouble=$?; tidy; exit $trouble' EXIT

tidy() {
    [[ -z $inhabitant ]] || kill "$inhabitant" 2>/dev/null || true
    [[ -z $inhabitant ]] || wait "$inhabitant" 2>/dev/null || true
    # Its processes, and the mounts with them, end a moment later than the one that was waited for.
    local tries
    for ((tries = 50; tries > 0; tries--)); do
        rm -rf --one-file-system "$work" 2>/dev/null && return
        sleep 0.2
    done
    say "could not be taken away: $work" >&2
}

say() { printf 'lived-in: %s\n' "$*"; }
give_up() {
    say "FAILED: $*" >&2
    [[ ! -e $clean/home/anna/said ]] || tail -n 20 "$clean/home/anna/said" >&2
    exit 1
}

# The same package as another build of a later version.
make_next() {
    local root=$work/next digest
    dpkg-deb --raw-extract "$deb" "$root"
    printf x >>"$root/usr/lib/berth/lib/modules"
    digest=$(sha256sum "$root/usr/lib/berth/lib/modules")
    echo "9.0.0 ${digest%% *}" >"$root/usr/lib/berth/build"
    sed -i 's/^Version: .*/Version: 9.0.0/' "$root/DEBIAN/control"
    dpkg-deb --build --root-owner-group -Zgzip -z1 "$root" "$clean/next.deb" >/dev/null
    rm -rf "$root"
}

make_system() {
    local sources=() file
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do [[ ! -r $file ]] || sources+=("$file"); done
    mmdebstrap --variant=apt --quiet --include=ca-certificates,mount "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$clean" "${sources[@]}"
    cp -L /etc/resolv.conf /etc/hosts "$clean/etc/"
    grep -l Acquire:: /etc/apt/apt.conf.d/* 2>/dev/null | xargs -r cp -t "$clean/etc/apt/apt.conf.d/"
    cp "$deb" "$clean/berth.deb"
    cp "$fixture" "$clean/fixture.tar"
    chmod a+r "$clean/fixture.tar"
    make_next
}

# Namespaces of processes and mounts of its own, in which the clean system is everything.
move_in() {
    # shellcheck disable=SC2016 # to be expanded by that shell
    unshare --mount --pid --fork --kill-child --propagation private sh -c '
        cd "$1" && mount --bind . . && cd "$1" && mount --rbind /dev dev && mount --rbind /sys sys && mkdir old &&
        mount -t proc proc proc && pivot_root . old && umount -l /old && rmdir /old && mount -t tmpfs tmpfs /run &&
        mount -t tmpfs -o mode=1777 tmpfs /tmp && touch /run/moved-in && exec sleep infinity' sh "$clean" &
    inhabitant=$!
    local tries first
    for ((tries = 100; tries > 0; tries--)); do
        first=$(pgrep --parent "$inhabitant" || true)
        [[ -n $first ]] && nsenter --target "$first" --mount --pid test -e /run/moved-in 2>/dev/null && break
        sleep 0.1
    done
    ((tries)) || give_up "nobody could move in"
    readonly first
    door=(nsenter --target "$first" --mount --pid env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root
        DEBIAN_FRONTEND=noninteractive)
}

as_root() { "${door[@]}" sh -c "$1" </dev/null; }
as_anna() {
    "${door[@]}" runuser -u anna -- env -i HOME=/home/anna USER=anna LOGNAME=anna LANG=C.UTF-8 PATH=/usr/bin:/bin \
        XDG_RUNTIME_DIR=/run/user/1000 DISPLAY=:78 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus \
        NO_AT_BRIDGE=1 sh -c "cd; $1" </dev/null
}

# until_true WHAT COMMAND...
until_true() {
    local what=$1 tries
    shift
    for ((tries = 900; tries > 0; tries--)); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.2
    done
    give_up "waited in vain for $what"
}

everything() {
    as_root "find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /var/lib/dpkg \
        -o -path /var/lib/apt -o -path /var/cache -o -path /var/log -o -path /root -o -path /home \) -prune -o -print" | sort
}

# What of Berth's desktop a panel, a window manager and an engine are for: parts of a desktop, not of Berth.
furnish() {
    as_root 'apt-get -qq update && apt-get -qq --yes --no-install-recommends install \
        xvfb openbox xfce4-panel dbus dbus-x11 libglib2.0-bin xdotool x11-utils wmctrl procps runc >/dev/null'
    as_root 'useradd --create-home --shell /bin/bash anna && install -d -m 0700 -o anna -g anna /run/user/1000'
    as_anna 'mkdir -p .config/containers && printf "%s\n" "[storage]" "driver = \"overlay\"" >.config/containers/storage.conf &&
        printf "%s\n" "[containers]" "default_ulimits = [\"nofile=20000:20000\",\"nproc=20000:20000\"]" "[engine]" \
        "cgroup_manager = \"cgroupfs\"" "events_logger = \"file\"" "runtime = \"runc\"" >.config/containers/containers.conf'
}

begin_session() {
    as_anna 'setsid sh -c "Xvfb :78 -noreset -screen 0 1200x900x24 -nolisten tcp >xvfb.log 2>&1 &
        dbus-daemon --session --nofork --address=unix:path=/run/user/1000/bus >bus.log 2>&1 &"'
    until_true "a display" as_anna 'xprop -root'
    until_true "a session bus" as_anna 'test -S /run/user/1000/bus'
    as_anna 'setsid sh -c "openbox >openbox.log 2>&1 & xfce4-panel --disable-wm-check >panel.log 2>&1 &"'
    until_true "a window manager" as_anna 'xprop -root _NET_SUPPORTING_WM_CHECK | grep -q "window id"'
}

status() { as_anna 'berth status --json' || true; }
is_ready() { status | grep -q '"state":"ready"'; }
keeper() { status | sed -n 's/.*"pid":\([0-9]*\).*/\1/p'; }
service() { as_anna "podman ps --all --format '{{.ID}} {{.State}}'"; }
runs_since() { as_anna "podman ps --quiet | xargs podman inspect --format '{{.Id}} {{.State.StartedAt}}'"; }
window() { as_anna 'xdotool search --onlyvisible --name "^Berth$"'; }
picture() {
    [[ -z $pictures ]] || as_anna 'xwd -root -silent' 2>/dev/null | convert xwd:- "$pictures/lived-in-$1.png" 2>/dev/null || true
}

make_system
move_in
furnish
say "made a clean system with a desktop"

# Its dependencies stay when it goes; so they come first.
as_root 'apt-get -qq --yes install /berth.deb >/dev/null && apt-get -qq --yes purge berth >/dev/null'
everything >"$work/before"
as_root 'apt-get -qq --yes install /berth.deb >/dev/null'
say "installed"

as_root 'test "$(command -v berth)" = /usr/bin/berth && test -s /usr/share/man/man1/berth.1.gz &&
    test -s /usr/share/bash-completion/completions/berth && test -s /usr/share/zsh/vendor-completions/_berth &&
    test -s /usr/share/fish/vendor_completions.d/berth.fish' || give_up "something is not where a system looks for it"
missing=$(as_root 'find /usr/lib/berth -name "*.so" -exec env LD_LIBRARY_PATH=/usr/lib/berth/lib/server ldd {} + | grep "not found" || true')
[[ -z $missing ]] || give_up "no declared package brings: $missing"

begin_session
as_anna 'podman load --quiet </fixture.tar' >/dev/null || give_up "the engine that was recommended does not work here"
as_anna "berth setup --image $image --yes" || give_up "setting up"
as_anna 'setsid gio launch /usr/share/applications/dev.berth.Berth.desktop >said 2>&1 &'
until_true "Ready" is_ready
until_true "the window" window
class=$(as_anna "xprop -id $(window) WM_CLASS")
[[ $class == *"\"$(sed -n 's/^StartupWMClass=//p' "$clean/usr/share/applications/dev.berth.Berth.desktop")\""* ]] ||
    give_up "the menu's entry names another class of window than $class"
picture ready
as_anna 'gio launch /usr/share/applications/dev.berth.Berth.desktop'
[[ $(window | wc -l) == 1 ]] || give_up "a second double click made a second window"
say "Ready from the menu's entry, with its window"

as_anna 'berth settings set startAtSignIn true'
until_true "an entry at sign-in" test -e "$clean/home/anna/.config/autostart/dev.berth.Berth.desktop"
old=$(keeper) since=$(runs_since) shown=$(window)
as_root 'apt-get -qq --yes install /next.deb >/dev/null'
until_true "the next keeper" eval '[[ -n $(keeper) && $(keeper) != "$old" ]]'
until_true "Ready" is_ready
[[ $(runs_since) == "$since" ]] || give_up "the service was started anew by the update: $since, then $(runs_since)"
[[ $(window) == "$shown" ]] || give_up "the window did not stay"
picture updated
say "updated while it ran; the service went on"

as_root 'apt-get -qq --yes remove berth >/dev/null'
[[ -z $(as_root 'pgrep -f [/]usr/lib/berth || true') ]] || give_up "a process of Berth's is left"
[[ -z $(as_anna 'podman ps --quiet') ]] || give_up "the service still runs"
[[ ! -e $clean/home/anna/.config/autostart/dev.berth.Berth.desktop ]] || give_up "it would still start at sign-in"
[[ -e $clean/home/anna/.local/share/berth/data && -e $clean/home/anna/.config/berth/settings.json ]] || give_up "data or settings are gone"
as_root 'dpkg --purge berth 2>/dev/null' # it left nothing of the system's: apt knows it no more
[[ -e $clean/home/anna/.local/share/berth/data ]] || give_up "a purge took a person's data"
everything >"$work/after"
diff "$work/before" "$work/after" || give_up "the system is not what it was"
say "removed and purged; the system is as it was, and anna's data is there"
