# SPDX-License-Identifier: Apache-2.0
"""Vietnamese syllables as phones: initial, medial w, nucleus, final; tones are left out.

Finals carry an underscore, as a stop at the end of a syllable is never released.
"""

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"

SYLLABLE = re.compile(
    r"(?P<initial>ngh|ng|nh|gh|gi(?=[^mnptc])|kh|ph|th|tr|ch|qu|[bcdđgfhjklmnprstvxzw])?"
    r"(?P<medial>o(?=[aăe])|u(?=[âêơy]))?"
    r"(?P<nucleus>iê|yê|ia|ya|ươ|ưa|uô|ua|oo|[aăâeêioôơuưy])"
    r"(?P<final>ng|nh|ch|[mnptciyuo])?"
)

INITIALS = {"ngh": "ng", "gh": "g", "c": "k", "q": "k", "d": "z", "gi": "z", "f": "ph", "j": "z"}
NUCLEI = {"yê": "iê", "ia": "iê", "ya": "iê", "ưa": "ươ", "ua": "uô", "oo": "o", "y": "i"}
FINALS = {"c": "k_", "ch": "k_", "i": "j_", "y": "j_", "u": "w_", "o": "w_"}


def words(sentence):
    """The syllables of a sentence: lower case, every mark and symbol a space, as Nghe scores them."""
    text = unicodedata.normalize("NFC", sentence).lower()
    return "".join(" " if unicodedata.category(c)[0] in "PS" else c for c in text).split()


def phones(word):
    """The phones of a syllable; of what is none, such as a foreign word, those of its parts."""
    marked = unicodedata.normalize("NFD", word)
    text = unicodedata.normalize("NFC", "".join(c for c in marked if c not in TONES))
    # In "gì", "gìn" and "giếng" the i is written once and read twice.
    text = re.sub(r"^gi(?=[mnptcê]|$)", "gii", text)
    found = []
    while text:
        match = SYLLABLE.match(text)
        if match:
            found += parts(match)
            text = text[match.end() :]
        else:
            consonant = text[:1]
            found.append(INITIALS.get(consonant, consonant if consonant.isalpha() else "h"))
            text = text[1:]
    return found


def parts(match):
    initial, medial, nucleus, final = match.group("initial", "medial", "nucleus", "final")
    found = []
    if initial == "qu":
        found += ["k", "w"]
    elif initial:
        found.append(INITIALS.get(initial, initial))
    if medial:
        found.append("w")
    found.append(NUCLEI.get(nucleus, nucleus))
    if final:
        found.append(FINALS.get(final, final + "_"))
    return found
