"""A YAML or JSON file as a tree that knows its lines, so that a mistake is told by file, line and key.

YAML comes from people, and sometimes from strangers: a tag could ask for a Python object, a short text can
stand for gigabytes by aliases, and a key given twice hides one of its values. The first and the last are
refused; aliases are never expanded, since only known keys are read. Release 3 read YAML 1.1, where `no` is
false; ruamel reads 1.2, where it is a word, so words are taken for what they meant then.
"""

import io
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.tokens import TagToken

from bulletproof.domain.errors import InvalidMonitorFile
from bulletproof.domain.text import shown

T = TypeVar("T")

LARGEST_BYTES = 256_000
_YES, _NO = ("yes", "on", "true", "y"), ("no", "off", "false", "n")


class Document:
    """The file at `path`; raises InvalidMonitorFile where it can't be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_json = _is_json(path)
        self.text = _text(path)
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = 4096  # a long path is not folded when the file is written back
        if (dash := re.search(r"^( *)- ", self.text, re.MULTILINE)) is not None:
            self._yaml.indent(mapping=2, sequence=len(dash[1]) + 2, offset=len(dash[1]))
        self.root = Mapping(self, self._parsed(), where="")

    def _parsed(self) -> CommentedMap:
        if self.is_json:
            self._require_json()
        warnings.filterwarnings("ignore", category=ReusedAnchorWarning)  # its last meaning counts, as ever
        try:
            if any(isinstance(token, TagToken) for token in self._yaml.scan(self.text)):
                self.refuse("tags (words that begin with “!”) are not allowed. Remove them.")
            tree = self._yaml.load(self.text)
        except MarkedYAMLError as error:
            self._refuse_yaml(error)
        except (YAMLError, RecursionError, ValueError) as error:
            self.refuse(f"this can't be read: {_first_line(error)}.")
        if not isinstance(tree, CommentedMap):
            self.refuse(
                "it is empty; watch_directory and output_directory are needed."
                if tree is None
                else "keys and values are expected, as in “watch_directory: ./incoming”."
            )
        return tree

    def _require_json(self) -> None:
        try:
            json.loads(self.text, object_pairs_hook=_each_key_once)
        except json.JSONDecodeError as error:
            self.refuse(f"this is no JSON: {error.msg}.", line=error.lineno)
        except (ValueError, RecursionError) as error:
            self.refuse(f"{_first_line(error)}.")

    def _refuse_yaml(self, error: MarkedYAMLError) -> NoReturn:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        self.refuse(f"this can't be read: {_first_line(error.problem or error)}.", line=line)

    def refuse(self, what: str, *, line: int | None = None) -> NoReturn:
        place = f", line {line}" if line else ""
        raise InvalidMonitorFile(f"{shown(self.path)}{place}: {what}")

    def written(self) -> str:
        """As it stands now, comments kept."""
        if self.is_json:
            return json.dumps(self.root.tree, indent=2, ensure_ascii=False) + "\n"
        stream = io.StringIO()
        self._yaml.dump(self.root.tree, stream)
        return stream.getvalue()


class Mapping:
    """Keys and values, each asked for by its type; a value of another type is refused by its line."""

    def __init__(self, document: Document, tree: CommentedMap, *, where: str) -> None:
        self.document = document
        self.tree = tree
        self.where = where
        """`rules.2.` for people; empty for the file itself."""

    def __contains__(self, key: str) -> bool:
        return self.tree.get(key) is not None

    def words(self, key: str, default: str | None = None) -> str | None:
        value = self.tree.get(key)
        if value is None:
            return default
        if isinstance(value, bool | CommentedMap | CommentedSeq) or not isinstance(value, str | int | float):
            self.refuse(key, "a text is expected")
        return str(value)

    def needed_words(self, key: str) -> str:
        words = self.words(key)
        if not words or not words.strip():
            self.refuse(key, "this is needed and is missing")
        return words

    def number(self, key: str, default: float) -> float:
        value = self.tree.get(key)
        if value is None:
            return default
        try:
            if isinstance(value, bool):
                raise TypeError
            return float(value)
        except (TypeError, ValueError):
            self.refuse(key, f"a number is expected, as in “{key}: {default:g}”")

    def flag(self, key: str, default: bool) -> bool:
        value = self.tree.get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        word = str(value).lower()
        if not isinstance(value, str) or word not in (*_YES, *_NO):
            self.refuse(key, "true or false is expected")
        return word in _YES

    def one_of(self, key: str, words: Sequence[T], default: T) -> T:
        value = self.tree.get(key)
        if value is None:
            return default
        known = next((word for word in words if word == value), None)
        if known is None:
            self.refuse(key, f"one of {', '.join(map(str, words))} is expected")
        return known

    def mappings(self, key: str) -> "Iterator[Mapping]":
        value = self.tree.get(key)
        if value is None:
            return
        if not isinstance(value, CommentedSeq):
            self.refuse(key, "a list is expected, each entry beginning with “- ”")
        for number, entry in enumerate(value, 1):
            if not isinstance(entry, CommentedMap):
                self.refuse(key, f"entry {number} is no set of keys and values")
            yield Mapping(self.document, entry, where=f"{key}.{number}.")

    def line(self, key: str) -> int | None:
        place = self.tree.lc.data.get(key) if self.tree.lc.data else None
        line = place[0] if place else self.tree.lc.line
        return None if line is None else int(line) + 1

    def refuse(self, key: str, what: str) -> NoReturn:
        value = self.tree.get(key)
        got = "" if value is None else f", not “{shown(str(value)[:60])}”"
        self.document.refuse(f"{self.where}{key}: {what}{got}.", line=self.line(key))


def _is_json(path: Path) -> bool:
    if path.suffix.lower() not in (".yaml", ".yml", ".json"):
        raise InvalidMonitorFile(
            f"Unsupported config format: {path.suffix or shown(path.name)}. Use .yaml, .yml or .json."
        )
    return path.suffix.lower() == ".json"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InvalidMonitorFile(
                f"{shown(path)} is too large for a monitor file ({LARGEST_BYTES} bytes)."
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidMonitorFile(f"{shown(path)} is no text in UTF-8. Save it as UTF-8.") from None
    except OSError as error:
        raise InvalidMonitorFile(f"{shown(path)} can't be read: {error.strerror}.") from None


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise ValueError(f"the key “{shown(key[:60])}” is given twice")
        seen.add(key)
    return dict(pairs)


def _first_line(error: object) -> str:
    return shown((str(error).splitlines() or ["it is damaged"])[0].strip().rstrip("."))
