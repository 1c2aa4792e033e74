"""What `wsl.exe` says of the distributions in which machines live: in UTF-16 unless WSL_UTF8 is set
[W-10], in the language that profile.json names (en, de), for which only codes can be trusted [W-01]."""

import os
import shutil
import signal
import sys

import __main__ as podman
from machine import running

WORDS = {
    "en": dict(head=("NAME", "STATE", "VERSION"), on="Running", off="Stopped", done="The operation completed successfully.",
               unknown="There is no distribution with the supplied name.", code="Error code",
               none="Windows Subsystem for Linux has no installed distributions.", usual="Default Version"),
    "de": dict(head=("NAME", "STATUS", "VERSION"), on="Wird ausgeführt", off="Beendet",
               done="Der Vorgang wurde erfolgreich beendet.", code="Fehlercode",
               unknown="Es ist keine Distribution mit dem angegebenen Namen vorhanden.",
               none="Das Windows-Subsystem für Linux hat keine installierten Distributionen.", usual="Standardversion"),
}


def words():
    return WORDS[podman.PROFILE.get("language", "en")]


def say(*lines):
    text = "".join(line + "\r\n" for line in lines)
    sys.stdout.buffer.write(text.encode("utf-8" if os.environ.get("WSL_UTF8") == "1" else "utf-16-le"))
    sys.stdout.buffer.flush()


def fail(*lines):
    say(*lines)
    sys.exit(255)  # 0xffffffff on Windows


def distributions():
    folder = podman.world("wsl")
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def hypervisor(name):
    """Its machine's process; a distribution `podman-NAME` may be the machine NAME or podman-NAME."""
    for machine in (name.removeprefix("podman-"), name):
        pid = running.pid_in(podman.world("guests", machine, "hypervisor"))
        if running.mine(pid, machine):
            return pid
    return 0


def known(name):
    if name not in distributions():
        fail(words()["unknown"], f"{words()['code']}: Wsl/Service/WSL_E_DISTRO_NOT_FOUND")
    return name


def wsl_list(options, _names):
    names = [name for name in distributions() if "running" not in options or hypervisor(name)]
    if not names and "quiet" not in options:
        fail(words()["none"], f"{words()['code']}: Wsl/WSL_E_DEFAULT_DISTRO_NOT_FOUND")
    if "verbose" not in options:
        say(*names)
        return
    rows = [words()["head"], *((name, words()["on" if hypervisor(name) else "off"], "2") for name in names)]
    say(*(f"{'* ' if index == 1 else '  '}{name:<24}{state:<16}{version}"
          for index, (name, state, version) in enumerate(rows)))


def wsl_terminate(_options, names):
    """Like a power cut; what is on the disk is kept [X-03]."""
    pid = hypervisor(known(names[0]))
    if pid:
        os.kill(pid, signal.SIGKILL)
    say(words()["done"])


def wsl_unregister(_options, names):
    """With all that was in it."""
    wsl_terminate(_options, names)
    shutil.rmtree(podman.world("wsl", names[0]))
    for machine in (names[0].removeprefix("podman-"), names[0]):
        shutil.rmtree(podman.world("guests", machine), ignore_errors=True)


def wsl_shutdown(_options, _names):
    for name in distributions():
        pid = hypervisor(name)
        if pid:
            os.kill(pid, signal.SIGKILL)


def wsl_status(_options, _names):
    say(f"{words()['usual']}: 2")


def wsl_version(_options, _names):
    say("WSL version: 2.5.9.0", "Kernel version: 6.6.87.2-1", "Windows version: 10.0.26100.4652")


# option -> the name that a plan uses, what it does
VERBS = {
    "--list": ("wsl-list", wsl_list), "-l": ("wsl-list", wsl_list),
    "--terminate": ("wsl-terminate", wsl_terminate), "-t": ("wsl-terminate", wsl_terminate),
    "--unregister": ("wsl-unregister", wsl_unregister), "--shutdown": ("wsl-shutdown", wsl_shutdown),
    "--status": ("wsl-status", wsl_status), "--version": ("wsl-version", wsl_version),
}
SHORT = {"-v": "--verbose", "-q": "--quiet"}


def parsed_words(arguments):
    if arguments[0] not in VERBS:
        fail(f"Invalid command line argument: {arguments[0]}")
    given = [SHORT.get(word, word) for word in arguments[1:]]
    return (arguments[0], {word[2:]: ["true"] for word in given if word.startswith("--")},
            [word for word in given if not word.startswith("--")])
