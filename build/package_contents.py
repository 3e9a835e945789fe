"""What a packaged program holds beside our own modules: what is left out of it, and whose work it carries.

Read by pyinstaller.spec, inside PyInstaller's process.
"""

import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from places import BUILD, ROOT

PRODUCT = "bulletproof-video"
NOT_WANTED = ["tkinter", "PyQt5", "PyQt6", "PySide2", "gi", "pip", "setuptools", "IPython", "numpy"]
NOT_WANTED += ["pytest", "hypothesis", "mypy", "ast_serialize", "playwright", "PySide6.QtDataVisualization"]

# Nothing of these is reached from the dashboard's one page.
_LEFT_OUT = re.compile(
    r"""
    PySide6/Qt/translations/(?!qtwebengine_locales)
    | qtwebengine_locales/(?!en-US\.pak)
    | qtwebengine_devtools_resources
    | PySide6/Qt/qml/
    | plugins/(?:platformthemes/libqgtk3|platforminputcontexts/libqtvirtualkeyboard|imageformats/libqpdf)
    | plugins/platforms/libq(?:eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.
    | plugins/(?:qmltooling|sqldrivers|multimedia|designer|sceneparsers|assetimporters|geometryloaders)/
    | plugins/(?:egldeviceintegrations|generic|position|printsupport)/
    """,
    re.VERBOSE,
)
# Opened by name while it runs, so no import table tells of them: NSS's modules (Chromium's certificates).
_OPENED_BY_NAME = re.compile(r"lib(?:softokn|freebl|nss)")
Entry = tuple[str, str, str]
"""PyInstaller's (name inside the program, path here, kind)."""


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """Without what is left out, and without the libraries that only this had needed."""
    kept = [entry for entry in entries if not _LEFT_OUT.search(_posix(entry[0]))]
    if sys.platform != "linux":
        return kept  # elsewhere the system brings the page's renderer, and there is nothing to trim
    needed = _needed(kept)
    dropped = {_posix(name) for name, _, kind in kept if kind == "BINARY" and _is_shared(name)} - needed
    # A link beside the program points into Qt's folder; without its target it goes too.
    return [entry for entry in kept if _posix(entry[0] if entry[2] != "SYMLINK" else entry[1]) not in dropped]


def _needed(entries: Sequence[Entry]) -> set[str]:
    """The names of all that Python, its extensions and Qt's plugins link, at whatever distance."""
    from PyInstaller.depend.bindepend import get_imports

    linking = [(name, path) for name, path, kind in entries if kind in ("BINARY", "EXTENSION")]
    at = {Path(name).name: (name, path) for name, path in linking}
    waiting = [entry for entry in linking if not _is_shared(entry[0])]
    needed = {_posix(name) for name, _ in waiting}
    while waiting:
        _, path = waiting.pop()
        for library, _ in get_imports(path):
            found = at.get(Path(library).name)
            if found is not None and _posix(found[0]) not in needed:
                needed.add(_posix(found[0]))
                waiting.append(found)
    return needed


def _is_shared(name: str) -> bool:
    """A library that is there for others; what lies deeper belongs to a package that loads it itself."""
    folder, _, file = _posix(name).rpartition("/")
    is_ours_to_judge = folder in ("", "PySide6/Qt/lib") and not file.startswith("libpython")
    return is_ours_to_judge and not _OPENED_BY_NAME.match(file)


def _posix(name: str) -> str:
    return name.replace("\\", "/")


def programs(*, windowed: bool) -> list[tuple[str, bool]]:
    """Each executable of the folder: its name, and whether it has a console."""
    if sys.platform == "win32":
        return [("bulletproof", False), ("bulletproof-console", True)]
    return [("bulletproof", not windowed)]


def version() -> str:
    return distribution(PRODUCT).version


def distributions(*entries: Sequence[Entry]) -> list[str]:
    """The Python packages, by the names that they have on the package index, of which something is inside."""
    tops = {re.split(r"[./\\]", name, maxsplit=1)[0] for part in entries for name, _, _ in part}
    owners = packages_distributions()
    found = {owner for top in tops for owner in owners.get(top, ())}
    return sorted(found - {PRODUCT}, key=str.casefold)


def remember(names: Collection[str], at: Path) -> None:
    """For the bill of materials, which another process writes."""
    at.write_text(json.dumps(sorted(names), indent=2) + "\n", encoding="utf-8")


def notices(names: Iterable[str]) -> str:
    """Every package that is inside, its licence, and the text of that where the package brings it."""
    head = (BUILD / "notices" / "head.txt").read_text(encoding="utf-8")
    return "\n".join([head, *(_notice(distribution(name)) for name in names)])


def licences(ours: Path) -> Iterator[tuple[str, Path]]:
    yield "licences/THIRD_PARTY.txt", ours
    yield "licences/LICENSE.txt", ROOT / "LICENSE"
    for text in sorted((BUILD / "notices").glob("*GPL*.txt")):
        yield f"licences/{text.name}", text


def licence_of(found: Distribution) -> str:
    """As the package says it: an SPDX expression where it has one, else its own words."""
    told = found.metadata.json
    said = str(told.get("license_expression") or told.get("license") or "")
    if said and "\n" not in said:
        return said
    classes = [line for line in found.metadata.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(line.rpartition(" :: ")[2] for line in classes) or "see its text"


def version_resource(at: Path) -> Path:
    """What Windows shows under Properties, Details (the format of PyInstaller's `--version-file`)."""
    numbers = tuple(int(part) for part in (version() + ".0.0.0").split(".")[:4])
    words = {
        "CompanyName": "Bulletproof",
        "FileDescription": "Bulletproof",
        "FileVersion": version(),
        "ProductName": "Bulletproof",
        "ProductVersion": version(),
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in words.items())
    at.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )
    return at


def info_plist() -> dict[str, object]:
    """macOS: what the program opens, and that it may speak to its own server without TLS."""
    return {
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        "NSAppTransportSecurity": {"NSAllowsLocalNetworking": True},
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Video",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.movie", "public.audio"],
            }
        ],
    }


def _notice(found: Distribution) -> str:
    name = found.metadata["Name"]
    parts = ["=" * 100, f"{name} {found.version}  ·  {licence_of(found)}"]
    for file in found.files or ():
        if re.match(r"(?i)(licen[cs]e|copying|notice)", file.name) and file.suffix not in (".py", ".pyc"):
            parts += [
                "-" * 100,
                Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip(),
            ]
    return "\n".join(parts) + "\n"
