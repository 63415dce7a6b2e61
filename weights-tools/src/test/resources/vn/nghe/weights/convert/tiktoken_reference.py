# SPDX-License-Identifier: Apache-2.0
"""Cuts sentences into byte pairs with tiktoken, for BytePairsTest to agree with.

    pip install tiktoken==0.14.0
    python tiktoken_reference.py multilingual.tiktoken sentences.txt vocab.json units.tsv

multilingual.tiktoken is Whisper's vocabulary, from whisper/assets of openai-whisper (MIT). Its first
UNITS go to vocab.json, in GPT-2's alphabet; units.tsv holds each sentence, a tab and its units.
"""

import base64
import json
import sys

import tiktoken

UNITS = 1500
PATTERN = r"'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def alphabet():
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    names = {byte: chr(byte) for byte in printable}
    names.update({byte: chr(0x100 + index) for index, byte in enumerate(others)})
    return names


def main(ranks_file, sentences_file, vocabulary_file, units_file):
    with open(ranks_file, encoding="ascii") as lines:
        tokens = [base64.b64decode(line.split()[0]) for line in lines][:UNITS]
    ranks = {token: rank for rank, token in enumerate(tokens)}
    names = alphabet()
    vocabulary = {"".join(names[byte] for byte in token): rank for token, rank in ranks.items()}
    with open(vocabulary_file, "w", encoding="utf-8") as file:
        json.dump(vocabulary, file, ensure_ascii=False, indent=0)
        file.write("\n")
    encoding = tiktoken.Encoding(
        "whisper", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={}
    )
    with (
        open(sentences_file, encoding="utf-8") as sentences,
        open(units_file, "w", encoding="utf-8", newline="\n") as units,
    ):
        for sentence in sentences:
            sentence = sentence.rstrip("\n")
            units.write(sentence + "\t" + " ".join(map(str, encoding.encode(sentence))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
