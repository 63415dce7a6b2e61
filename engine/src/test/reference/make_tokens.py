# SPDX-License-Identifier: Apache-2.0
"""Sentences as the tokens of Hugging Face's tokenizer, and the part of the vocabulary that can occur in them.

    python make_tokens.py FOLDER SENTENCES OUT    # FOLDER has the tokenizer.json of a Whisper

OUT/vocab.json has the tokens whose bytes occur in a word of a sentence, numbered anew in their order: no
other token can take part in cutting these sentences. OUT/sentences.tsv has each sentence and its tokens.
"""

import json
import sys
from pathlib import Path

from tokenizers import Tokenizer

ADDED = "<|notimestamps|>"


def main(folder, sentences, out):
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    lines = Path(sentences).read_text(encoding="utf-8").splitlines()
    words = {word for line in lines for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(line)}
    parts = {word[i:j] for word in words for i in range(len(word)) for j in range(i + 1, len(word) + 1)}
    names = tokenizer.get_vocab(with_added_tokens=False)
    kept = [name for name in sorted(names, key=names.get) if name in parts] + [ADDED]
    number = {tokenizer.token_to_id(name): i for i, name in enumerate(kept)}
    units = {name: i for i, name in enumerate(kept)}
    Path(out, "vocab.json").write_text(json.dumps(units, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    rows = []
    for line in lines:
        ids = tokenizer.encode(line, add_special_tokens=False).ids
        if tokenizer.decode(ids) != line:
            raise SystemExit(f"not the same both ways: {line}")
        rows.append(line + "\t" + " ".join(str(number[i]) for i in ids) + "\n")
    Path(out, "sentences.tsv").write_text("".join(rows), encoding="utf-8")


main(*sys.argv[1:])
