"""The life of `podman machine`, for the program that stands in for Podman.

  tables.py    what differs between versions and providers, and what is said: tables only
  store.py     folders, entries, locks and connections, as each version keeps them
  verbs.py     start, stop, rm, set, ssh, `system connection`, and the table of all verbs
  making.py    init, and what rm takes away
  views.py     list, inspect, info
  guest.py     the two processes of a running machine: its hypervisor and its network helper
  wsl.py       what wsl.exe says of the distributions
  remote.py    commands that go into a machine, by `--connection` or `--url`
"""
