# SPDX-License-Identifier: Apache-2.0
"""What the model writes: letters, tone marks apart from their vowels, a space, and CTC's blank.

Splitting the five tone marks off makes 35 frequent units of 89 composed letters, many of them rare,
so that an hour of speech shows every unit often. The NFC of the joined units is the text.
"""

import re
import unicodedata

BLANK = "<blank>"
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0301\u0303\u0309\u0323"
UNITS = (BLANK, " ", *LETTERS, *TONES)
"""The 40 units of Nghe's models, by their number."""

# Open syllables in oa, oe and uy have their tone mark on either letter. The engine writes the older
# way, hòa and thúy, and so must what it is trained on. In quý the u belongs to the q, and in hoặc,
# where the dot below stands before the breve that makes another vowel, the syllable is closed.
_OPEN = f"([{TONES}])(?![\\w{TONES}\u0302\u0306\u031b])"
_SECOND = re.compile(f"(o)([ae]){_OPEN}|(?<!q)(u)(y){_OPEN}")


class UnitsError(ValueError):
    """A sentence that cannot be spelled with the units; the message names the character."""


def written(text: str) -> str:
    """Text as it is learned and scored: lower case, punctuation as spaces, NFC, hòa not hoà."""
    text = unicodedata.normalize("NFC", text).lower()
    text = "".join(" " if unicodedata.category(c)[0] in "PS" else c for c in text)
    return older_placement(" ".join(text.split()))


def older_placement(text: str) -> str:
    """The text, in NFC, with tone marks that have two possible places on the first letter."""
    apart = unicodedata.normalize("NFD", text)
    moved = _SECOND.sub(lambda m: "".join((m[1] or m[4], m[3] or m[6], m[2] or m[5])), apart)
    return unicodedata.normalize("NFC", moved)


def spelled(text: str, units=UNITS) -> list[int]:
    """The numbers of the units that spell a sentence; a tone mark follows its vowel."""
    numbers = {unit: number for number, unit in enumerate(units)}
    result = []
    for character in written(text):
        for unit in _parts(character) if character not in numbers else character:
            if unit not in numbers:
                raise UnitsError(f"{text!r}: {character!r} is none of the model's units")
            result.append(numbers[unit])
    return result


def joined(numbers, units=UNITS) -> str:
    """The text that unit numbers spell; blanks have been left out already."""
    return unicodedata.normalize("NFC", "".join(units[number] for number in numbers))


def best_path(path, units=UNITS, blank=0) -> str:
    """The text of the best unit of every frame: repeats collapse first, blanks go after."""
    path = list(path)
    kept = [u for i, u in enumerate(path) if u != blank and (i == 0 or u != path[i - 1])]
    return " ".join(joined(kept, units).split())


def _parts(character):
    apart = unicodedata.normalize("NFD", character)
    tones = [c for c in apart if c in TONES]
    return [unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES)), *tones]
