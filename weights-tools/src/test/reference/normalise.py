# SPDX-License-Identifier: Apache-2.0
"""Text as it is scored: NFC, lower case, marks and symbols as spaces."""

import unicodedata


def words(line):
    text = unicodedata.normalize("NFC", line).lower()
    text = "".join(" " if unicodedata.category(c)[0] in "PS" else c for c in text)
    return text.split()


def sentences(path):
    with open(path, encoding="utf-8") as lines:
        return [w for w in map(words, lines) if w]
