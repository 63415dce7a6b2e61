# SPDX-License-Identifier: Apache-2.0
"""Writes language models of 5 and 6 words and what the package arpa says of a text by them.

make_long_ngrams.py SENTENCES OUT takes text of one sentence a line, lowers its case and drops its
marks. Mixtures of the first 20 sentences of 7 words or more make OUT/order-N.arpa (Witten-Bell,
backed off, nothing pruned), and OUT/order-N.tsv scores 30 of those, 20 other sentences, and 30 other
mixtures: the logarithm to base 10 of each word, then of the end.
"""

import collections
import math
import pathlib
import random
import re
import sys

import arpa


def model(sentences, order):
    """Probabilities and back-offs by n-gram; back-offs make what follows a context add up to 1."""
    counts = [collections.Counter() for _ in range(order)]
    for sentence in sentences:
        words = ["<s>", *sentence.split(), "</s>"]
        for n in range(order):
            for at in range(len(words) - n):
                counts[n][tuple(words[at : at + n + 1])] += 1
    del counts[0][("<s>",)]
    total, kinds = sum(counts[0].values()), len(counts[0])
    probability = {gram: count / (total + kinds) for gram, count in counts[0].items()}
    probability[("<unk>",)] = kinds / (total + kinds)
    backoff = {}
    for n in range(1, order):
        after = collections.defaultdict(list)
        for gram, count in counts[n].items():
            after[gram[:-1]].append((gram, count))
        for context, grams in after.items():
            seen = sum(count for _, count in grams)
            for gram, count in grams:
                probability[gram] = count / (seen + len(grams))
            shorter = 1 - sum(estimate(probability, backoff, gram[1:]) for gram, _ in grams)
            # Where all words follow that the shorter context knows, nothing is left to share out.
            backoff[context] = len(grams) / (seen + len(grams)) / max(shorter, 1e-3)
    return probability, backoff


def estimate(probability, backoff, gram):
    if gram in probability:
        return probability[gram]
    return backoff.get(gram[:-1], 1.0) * estimate(probability, backoff, gram[1:])


def written(probability, backoff, order):
    levels = [sorted(gram for gram in probability if len(gram) == n + 1) for n in range(order)]
    levels[0] = sorted([*levels[0], ("<s>",)])
    lines = ["\\data\\", *(f"ngram {n + 1}={len(grams)}" for n, grams in enumerate(levels))]
    for n, grams in enumerate(levels):
        lines += ["", f"\\{n + 1}-grams:"]
        for gram in grams:
            value = math.log10(probability[gram]) if gram in probability else -99
            # Never with an exponent, which the package misreads.
            line = f"{value:.7f}\t{' '.join(gram)}"
            lines.append(line + (f"\t{math.log10(backoff[gram]):.7f}" if gram in backoff else ""))
    return "\n".join([*lines, "", "\\end\\", ""])


def mixture(sentences, rng):
    """The beginning of one sentence and the end of another, so that contexts go on in many ways."""
    at = rng.randint(2, 6)
    return " ".join(rng.choice(sentences).split()[:at] + rng.choice(sentences).split()[at:])


def main():
    lines = pathlib.Path(sys.argv[1]).read_text().lower().splitlines()
    sentences = [" ".join(re.findall(r"\w+", line)) for line in lines]
    sentences = [sentence for sentence in sentences if len(sentence.split()) >= 7]
    known, others = sentences[:20], sentences[20:40]
    rng = random.Random(5)
    trained = [mixture(known, rng) for _ in range(100)]
    tested = trained[:30] + others + [mixture(known, rng) for _ in range(30)]
    for order in (5, 6):
        out = pathlib.Path(sys.argv[2]) / f"order-{order}.arpa"
        out.write_text(written(*model(trained, order), order))
        scorer = arpa.loadf(str(out))[0]
        with out.with_suffix(".tsv").open("w") as scores:
            for sentence in tested:
                words = ["<s>", *sentence.split(), "</s>"]
                values = [
                    scorer.log_p(tuple(words[max(0, end - order) : end]))
                    for end in range(2, len(words) + 1)
                ]
                print(sentence, " ".join(f"{v:.7g}" for v in values), sep="\t", file=scores)


if __name__ == "__main__":
    main()
