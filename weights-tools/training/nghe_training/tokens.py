# SPDX-License-Identifier: Apache-2.0
"""Text as the decoder's tokens: Whisper's own byte-pair encoding, after its own prompt."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from . import units

FILE = "tokenizer.json"
PROMPT = ("<|startoftranscript|>", "<|vi|>", "<|transcribe|>", "<|notimestamps|>")
END = "<|endoftext|>"
IGNORED = -100
"""A target that is not learned: PyTorch's own default."""


class TokensError(ValueError):
    """A tokenizer that cannot be used; the message names file and token."""


class Tokens:
    """The tokens of a Whisper that knows many languages."""

    def __init__(self, folder: Path):
        """folder: of Hugging Face's form, with a tokenizer.json"""
        self.file = folder / FILE
        if not self.file.is_file():
            raise TokensError(f"{self.file}: no such file, and the decoder's text needs it")
        try:
            self.tokenizer = Tokenizer.from_file(str(self.file))
        except Exception as error:  # tokenizers raises Exception itself
            raise TokensError(f"{self.file}: {error}") from error
        self.prompt = [self._number(name) for name in PROMPT]
        self.end = self._number(END)

    def _number(self, name):
        number = self.tokenizer.token_to_id(name)
        if number is None:
            raise TokensError(f"{self.file}: there is no token {name}")
        return number

    def text(self, sentence: str) -> list[int]:
        """The tokens of a sentence as it is learned: as `units.written`, behind a space.

        Whisper's transcripts begin with a space, so a word is the same tokens wherever it stands.
        """
        return self.tokenizer.encode(" " + units.written(sentence), add_special_tokens=False).ids

    def example(self, sentence: str, masking: float, rng: np.random.Generator):
        """What the decoder sees and what it should say next, two lists of equal length.

        masking: the share of the text's tokens that are seen as others, drawn at random, so that what
            comes next has to be heard and not known by heart
        """
        text = self.text(sentence)
        seen = [int(rng.integers(self.end)) if rng.random() < masking else token for token in text]
        unlearned = [IGNORED] * (len(self.prompt) - 1)
        return [*self.prompt, *seen], [*unlearned, *text, self.end]

    def written(self, tokens) -> str:
        """The text of tokens, without special ones."""
        return units.written(self.tokenizer.decode(list(tokens), skip_special_tokens=True))
