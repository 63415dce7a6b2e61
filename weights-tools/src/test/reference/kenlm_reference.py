# SPDX-License-Identifier: Apache-2.0
"""Writes what KenLM says of every word of a text: kenlm_reference.py MODEL TEXT"""

import sys

import kenlm

from normalise import sentences

model = kenlm.Model(sys.argv[1])
for sentence in sentences(sys.argv[2]):
    scores = [score for score, _, _ in model.full_scores(" ".join(sentence))]
    print(" ".join(sentence), " ".join(f"{s:.7g}" for s in scores), sep="\t")
