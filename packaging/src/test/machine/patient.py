#!/usr/bin/env python3
"""Gives the real service more patience with itself, for a guest without a processor of its own.

    patient.py SERVICE.tar PATIENT.tar

The service gives one of its threads five seconds to begin (release 2026.9.6, a constant without a
setting), which is too short where every instruction of a guest is reckoned. The archive written is
the one read with one layer more, in which this constant is two minutes; nothing else differs.
"""

import hashlib
import io
import json
import re
import sys
import tarfile

CONSTANT = re.compile(rb"LEASE_HEARTBEAT_START_TIMEOUT_MS = 5e3\b")


def changed_layer(layer):
    """The files of a layer that name the constant, changed, as a layer of their own."""
    out = io.BytesIO()
    found = 0
    with tarfile.open(fileobj=layer) as files, tarfile.open(fileobj=out, mode="w") as fresh:
        for entry in files:
            if not (entry.isfile() and "lease-heartbeat" in entry.name):
                continue
            text = files.extractfile(entry).read()
            patient = CONSTANT.sub(b"LEASE_HEARTBEAT_START_TIMEOUT_MS = 12e4", text)
            if patient != text:
                found += 1
                entry.size = len(patient)
                fresh.addfile(entry, io.BytesIO(patient))
    if not found:
        sys.exit("patient.py: this release has no such constant: look whether it is still needed")
    return out.getvalue()


def main(source, target):
    with tarfile.open(source) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
        image = manifest[0]
        config = json.load(archive.extractfile(image["Config"]))
        extra = changed_layer(archive.extractfile(image["Layers"][-1]))
        config["rootfs"]["diff_ids"].append("sha256:" + hashlib.sha256(extra).hexdigest())
        if "history" in config:
            config["history"].append({"created_by": "patient.py"})
        text = json.dumps(config).encode()
        old, image["Config"] = image["Config"], hashlib.sha256(text).hexdigest() + ".json"
        image["Layers"].append("patient.tar")
        with tarfile.open(target, "w") as out:
            for entry in archive:
                if entry.name not in (old, "manifest.json"):
                    out.addfile(entry, archive.extractfile(entry) if entry.isfile() else None)
            for name, data in (
                ("patient.tar", extra),
                (image["Config"], text),
                ("manifest.json", json.dumps(manifest).encode()),
            ):
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                entry.mode = 0o644
                out.addfile(entry, io.BytesIO(data))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
