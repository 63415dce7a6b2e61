# SPDX-License-Identifier: Apache-2.0
"""Manifests: tab-separated files that say which recording holds which sentence."""

import csv
import dataclasses
from pathlib import Path

from . import audio

NEEDED = ("path", "sentence")


class ManifestError(ValueError):
    """A manifest that cannot be used; the message names file, line and column."""


@dataclasses.dataclass(frozen=True)
class Clip:
    """A recording and what is said in it.

    `seconds` is what the manifest says and only plans batches; the recording itself decides.
    `speaker` is empty where nobody knows.
    """

    path: Path
    seconds: float
    sentence: str
    speaker: str = ""


def read(manifest: Path) -> list[Clip]:
    """The clips of a manifest with a header line, paths relative to its folder.

    Columns are path, sentence and, where there are any, seconds and speaker; others are ignored.
    Without seconds each recording is opened, which takes a while for a large corpus. Fields are taken as they
    are: no quoting, as a quotation mark may be part of a sentence.
    """
    try:
        with open(manifest, encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = [name for name in NEEDED if name not in (rows.fieldnames or [])]
            if missing:
                raise ManifestError(f"{manifest}, line 1: no column {', '.join(missing)}")
            clips = [_clip(manifest, number, row) for number, row in enumerate(rows, 2)]
    except UnicodeDecodeError as error:
        raise ManifestError(f"{manifest}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise ManifestError(f"{manifest}: {error.strerror}") from error
    if not clips:
        raise ManifestError(f"{manifest}: there is no clip in it")
    return clips


def _clip(manifest, number, row):
    where = f"{manifest}, line {number}"
    empty = [name for name in NEEDED if not (row[name] or "").strip()]
    if empty:
        raise ManifestError(f"{where}: {empty[0]} is empty")
    path = manifest.parent / row["path"]
    if not path.is_file():
        raise ManifestError(f"{where}: there is no file {path}")
    seconds = _seconds(where, row["seconds"]) if row.get("seconds") else audio.seconds(path)
    return Clip(path, seconds, row["sentence"], row.get("speaker") or "")


def _seconds(where, text):
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ManifestError(f"{where}: seconds must be above 0, not {text!r}")
    return seconds
