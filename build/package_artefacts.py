"""Name what was packaged, and put its sums and its bill of materials beside it.

Runs in the private environment, because the bill is written with CycloneDX's own library.
"""

import hashlib
import json
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from package_contents import PRODUCT, version
from places import DIST, UI, WORK

HANDED_OUT = DIST / "release"
SYSTEMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}


def main() -> None:
    shutil.rmtree(HANDED_OUT, ignore_errors=True)
    HANDED_OUT.mkdir(parents=True)
    name = f"bulletproof-{version()}-{SYSTEMS[sys.platform]}-{platform.machine().lower()}"
    suffix = ".exe" if sys.platform == "win32" else ""
    shutil.copy2(DIST / f"bulletproof{suffix}", HANDED_OUT / f"{name}{suffix}")
    shutil.make_archive(
        str(HANDED_OUT / f"{name}-folder"),
        "zip" if sys.platform == "win32" else "gztar",
        DIST,
        "Bulletproof.app" if sys.platform == "darwin" else "bulletproof-folder",
    )
    (HANDED_OUT / f"{name}.cdx.json").write_text(bill_of_materials(), encoding="utf-8")
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in sorted(HANDED_OUT.iterdir()))
    (HANDED_OUT / f"{name}.sha256").write_text(sums, encoding="utf-8")
    for path in sorted(HANDED_OUT.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}")


def bill_of_materials() -> str:
    """CycloneDX 1.6: the Python packages inside, ffmpeg, and what the dashboard is built from."""
    bom = Bom()
    bom.metadata.component = Component(
        name="bulletproof", version=version(), type=ComponentType.APPLICATION, bom_ref="bulletproof"
    )
    names = json.loads((WORK / "package" / "distributions.json").read_text(encoding="utf-8"))
    parts = [*(_part("pypi", name, distribution(name).version) for name in names), _ffmpeg(), *_dashboard()]
    bom.components.update(parts)
    bom.register_dependency(bom.metadata.component, parts)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _part(kind: str, name: str, part_version: str) -> Component:
    group, _, short = name.rpartition("/")
    url = PackageURL(kind, group or None, short, part_version)
    return Component(name=short, group=group or None, version=part_version, purl=url, bom_ref=str(url))


def _ffmpeg() -> Component:
    import imageio_ffmpeg

    folder = Path(imageio_ffmpeg.__file__).parent / "binaries"
    told = next(
        match
        for path in folder.iterdir()
        if (match := re.fullmatch(r"ffmpeg-.+-v([\d.]+?)(?:\.exe)?", path.name))
    )
    return _part("generic", "ffmpeg", told[1])


def _dashboard() -> Iterator[Component]:
    """What npm calls a production dependency is what the built page is made of."""
    lock = json.loads((UI / "package-lock.json").read_text(encoding="utf-8"))
    for path, entry in lock["packages"].items():
        if path and not entry.get("dev") and not entry.get("optional"):
            yield _part("npm", path.rpartition("node_modules/")[2], entry["version"])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    assert distribution(PRODUCT)  # noqa: S101 - the project itself must be installed, or the version is a stranger's
    main()
