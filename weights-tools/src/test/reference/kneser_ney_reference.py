# SPDX-License-Identifier: Apache-2.0
"""Modified Kneser-Ney, interpolated (Chen and Goodman 1998), as plainly as the formulas.

kneser_ney_reference.py TRAINING TEXT ORDER
"""

import math
import sys
from collections import Counter, defaultdict

from normalise import sentences

training, text, order = sentences(sys.argv[1]), sentences(sys.argv[2]), int(sys.argv[3])
vocabulary = {w for s in training for w in s} | {"</s>", "<unk>"}

# counts[n][ngram]: occurrences for the longest n-grams and for those that begin a sentence, else
# the number of different words before.
occurrences = [Counter() for _ in range(order + 1)]
before = [defaultdict(set) for _ in range(order + 1)]
for sentence in training:
    padded = ["<s>", *sentence, "</s>"]
    for n in range(1, order + 1):
        for end in range(n, len(padded) + 1):
            ngram = tuple(padded[end - n : end])
            if ngram == ("<s>",):
                continue
            occurrences[n][ngram] += 1
            if end - n > 0:
                before[n][ngram].add(padded[end - n - 1])
counts = [
    {
        g: c if n == order or g[0] == "<s>" else len(before[n][g])
        for g, c in occurrences[n].items()
    }
    for n in range(order + 1)
]

discounts = [[]]
for n in range(1, order + 1):
    histogram = Counter(counts[n].values())
    y = histogram[1] / (histogram[1] + 2 * histogram[2])
    discounts.append(
        [0.0] + [k - (k + 1) * y * histogram[k + 1] / histogram[k] for k in (1, 2, 3)]
    )

followers = [defaultdict(list) for _ in range(order + 1)]
for n in range(1, order + 1):
    for ngram, count in counts[n].items():
        followers[n][ngram[:-1]].append(count)


def discount(n, count):
    return discounts[n][min(count, 3)]


def probability(context, word):
    n = len(context) + 1
    after = followers[n].get(context)
    lower = probability(context[1:], word) if context else 1 / len(vocabulary)
    if not after:
        return lower
    count = counts[n].get((*context, word), 0)
    left = sum(discount(n, c) for c in after)
    return (count - discount(n, count) + left * lower) / sum(after)


for sentence in text:
    # A word that was never seen tells nothing about the next.
    context, scores = ("<s>",), []
    for word in [*sentence, "</s>"]:
        scores.append(math.log10(probability(context, word if word in vocabulary else "<unk>")))
        context = (*context, word)[1 - order :] if word in vocabulary else ()
    print(" ".join(sentence), " ".join(f"{s:.7g}" for s in scores), sep="\t")
