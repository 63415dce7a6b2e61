# SPDX-License-Identifier: Apache-2.0
"""Scores pairs of reference and hypothesis with jiwer, for ErrorRateTest to agree with.

    pip install jiwer==4.0.0
    python jiwer_reference.py pairs.tsv scores.tsv

pairs.tsv holds, line by line, a reference, a tab and a hypothesis: cases made by hand, then what
the default model hears greedily in development clips of Common Voice, save for two clips with tone
marks that neither spelling convention allows, which this script does not move. scores.tsv says
for each the normalised texts and the hits, substitutions, deletions and insertions in words and in
characters; its last line says the pooled rates, written with as many digits as tell one double from
the next.
"""

import re
import sys
import unicodedata

import jiwer


# Open syllables in oa, oe and uy that bear the tone mark on the second vowel.
NEWER = re.compile("(o)([àáảãạèéẻẽẹ])\\b|(?<!q)(u)([ỳýỷỹỵ])\\b")


def older(syllable):
    first, second = (vowel for vowel in syllable.groups() if vowel)
    letter, tone = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + tone + letter)


def normalise(text):
    text = NEWER.sub(older, unicodedata.normalize("NFC", text).lower())
    text = "".join(" " if unicodedata.category(c)[0] in "PS" else c for c in text)
    return " ".join(text.split())


def counts(output):
    return output.hits, output.substitutions, output.deletions, output.insertions


def main(pairs_file, scores_file):
    references, hypotheses, lines = [], [], []
    with open(pairs_file, encoding="utf-8", newline="\n") as pairs:
        for line in pairs:
            reference, hypothesis = (normalise(side) for side in line.rstrip("\n").split("\t"))
            words = counts(jiwer.process_words(reference, hypothesis))
            characters = counts(jiwer.process_characters(reference, hypothesis))
            references.append(reference)
            hypotheses.append(hypothesis)
            lines.append((reference, hypothesis, *words, *characters))
    pooled = ("pooled", "", jiwer.wer(references, hypotheses), jiwer.cer(references, hypotheses))
    with open(scores_file, "w", encoding="utf-8", newline="\n") as scores:
        for line in [*lines, pooled]:
            scores.write("\t".join(map(str, line)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
