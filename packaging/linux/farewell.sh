# What a package does before it is taken away, as root, in any POSIX shell: stops the service of each person who uses
# this Berth, and takes its entry out of what starts at their sign-in. Asks nothing, touches no data. All of it is done
# as that person, so that a link in their home leads nowhere that is not theirs, and within a time.
program=/usr/lib/berth

# berth_of USER HOME UID NAME=VALUE... -- VERB...: their Berth, with these of their variables.
berth_of() {
    user=$1 home=$2 number=$3
    shift 3
    runuser -u "$user" -- env -i HOME="$home" USER="$user" LOGNAME="$user" LANG=C.UTF-8 \
        PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin XDG_RUNTIME_DIR="/run/user/$number" "$@" </dev/null
}

# An assistant that goes on without Berth, as some have chosen, is paused; else it only stops, and is there again after
# the next installation.
farewell() {
    case $(berth_of "$@" timeout 20 "$program/bin/berth" settings get leaveRunning 2>/dev/null) in
        true) berth_of "$@" timeout 60 "$program/bin/berth" pause --timeout 50 >/dev/null 2>&1 || true ;;
    esac
    berth_of "$@" timeout 60 "$program/bin/berth" quit --timeout 50 >/dev/null 2>&1 || true
    # The note goes with the entry: else the next Berth would take it for a wish that the entry be away.
    berth_of "$@" timeout 10 sh -c '
        entry=${XDG_CONFIG_HOME:-$HOME/.config}/autostart/dev.berth.Berth.desktop
        state=${XDG_STATE_HOME:-$HOME/.local/state}/berth
        [ -z "${BERTH_HOME:-}" ] || state=$BERTH_HOME
        ! grep -qs "^TryExec=/usr/\(lib/berth/\)\?bin/berth$" "$entry" ||
            rm -f "$entry" "$state/state/sign-in-entry"' || true
}

# Processes of this very program, also of one that was replaced meanwhile: their numbers. One in a file system of its
# own (a container) may have the same path and is not ours.
ours() {
    for process in /proc/[0-9]*; do
        [ "$process/root" -ef / ] || continue
        case $(readlink "$process/exe" 2>/dev/null) in
            "$program/bin/java" | "$program/bin/java (deleted)") echo "${process#/proc/}" ;;
        esac
    done
}

# First those whose Berth runs, as it runs for them.
for number in $(ours); do
    user=$(stat -c %U "/proc/$number" 2>/dev/null) || continue
    variables=$(tr '\0' '\n' <"/proc/$number/environ" 2>/dev/null |
        grep -E '^(HOME|BERTH_HOME|XDG_(CONFIG|DATA|STATE|RUNTIME)_[A-Z_]+)=') || continue
    home=$(getent passwd "$user" | cut -d: -f6)
    old_ifs=$IFS
    IFS='
'
    set -f
    # shellcheck disable=SC2086 # a line is a word here
    set -- "$user" "$home" "$(stat -c %u "/proc/$number" 2>/dev/null)" $variables
    set +f
    IFS=$old_ifs
    farewell "$@"
done

# Then all others who have a home of Berth's: an assistant may run without, and an entry lies there.
getent passwd | while IFS=: read -r user _ number _ _ home _; do
    if [ "$number" -eq 0 ] || [ "$number" -ge 1000 ]; then
        if runuser -u "$user" -- timeout 5 test -d "$home/.local/state/berth" 2>/dev/null; then
            farewell "$user" "$home" "$number"
        fi
    fi
done

# What is left hangs, or is a window.
for signal in TERM KILL; do
    tries=50
    for number in $(ours); do kill -s "$signal" "$number" 2>/dev/null || true; done
    while [ -n "$(ours)" ] && [ "$tries" -gt 0 ]; do
        sleep 0.1
        tries=$((tries - 1))
    done
done

# A package erases nobody's data; who wants that is told where it lies, and what else there is.
getent passwd | while IFS=: read -r user _ number _ _ home _; do
    if [ "$number" -eq 0 ] || [ "$number" -ge 1000 ]; then
        if runuser -u "$user" -- timeout 5 test -d "$home/.local/share/berth" 2>/dev/null; then
            echo "What the assistant of $user knows stays in $home/.local/share/berth. To erase it with all that" \
                "belongs to it, install Berth again and have $user type: berth reset --erase-data"
        fi
    fi
done
