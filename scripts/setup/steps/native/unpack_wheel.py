"""Takes TensorFlow's C library and headers out of a wheel: unpack_wheel.py WHEEL DEPS_FOLDER.

Exits with 1 when the wheel is cut, damaged or lacks them; each member's checksum is compared as it is read.
"""

import os
import shutil
import sys
import zipfile

LIBRARIES = {
    "tensorflow/libtensorflow_cc.so.2": ["libtensorflow.so", "libtensorflow.so.2.9.1"],
    "tensorflow/libtensorflow_framework.so.2": ["libtensorflow_framework.so"],
}
HEADERS = tuple(f"tensorflow/include/tensorflow/{part}/" for part in ("c", "core/platform", "tsl"))


def target(member: str) -> str | None:
    """Where a member of the wheel goes below deps, if it is needed."""
    if member in LIBRARIES:
        return os.path.join("lib", os.path.basename(member))
    if member.startswith(HEADERS) and not member.endswith("/"):
        return os.path.join("include", member[len("tensorflow/include/") :])
    return None


def unpack(wheel: str, deps: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        members = archive.namelist()
        lacking = set(LIBRARIES) - set(members)
        if lacking:
            raise zipfile.BadZipFile(f"lacks {', '.join(sorted(lacking))}")
        for member in members:
            path = target(member)
            if path is None:
                continue
            path = os.path.join(deps, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(member) as source, open(path, "wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)
    for member, names in LIBRARIES.items():
        for name in names:
            # the names the addon is linked against
            os.symlink(os.path.basename(member), os.path.join(deps, "lib", name))


if __name__ == "__main__":
    try:
        unpack(sys.argv[1], sys.argv[2])
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        sys.exit(f"{sys.argv[1]} is damaged: {error}")
