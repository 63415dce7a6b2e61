# SPDX-License-Identifier: Apache-2.0
import numpy as np
import pytest
from tokenizers import Tokenizer

from nghe_training import tokens
from nghe_training.tokens import IGNORED, Tokens


@pytest.fixture(scope="module")
def made(tiny_whisper):
    return Tokens(tiny_whisper)


def test_tokens_are_those_of_the_sentence_as_learned_and_give_it_back(made):
    text = made.text("Xe hoà, anh chờ ĐÂU?")
    assert text == made.tokenizer.encode(" xe hòa anh chờ đâu", add_special_tokens=False).ids
    assert made.written([*made.prompt, *text, made.end]) == "xe hòa anh chờ đâu"


def test_each_token_seen_asks_for_the_next_one_and_the_prompt_for_none(made):
    seen, targets = made.example("anh chờ", 0.0, np.random.default_rng(1))
    text = made.text("anh chờ")
    assert seen == [*made.prompt, *text]
    assert targets == [IGNORED, IGNORED, IGNORED, *text, made.end]


def test_masked_tokens_are_other_ones_of_the_text_and_still_the_targets(made):
    sentence = "anh ta chẳng đi đâu xa cả"
    rng, changed, count = np.random.default_rng(1), 0, 0
    for _ in range(100):
        seen, targets = made.example(sentence, 0.3, rng)
        text = made.text(sentence)
        assert seen[:4] == made.prompt and targets[3:] == [*text, made.end]
        assert all(token < made.end for token in seen[4:])
        changed += sum(a != b for a, b in zip(seen[4:], text))
        count += len(text)
    # Binomial: 0.3 within four deviations, and one draw in vocabulary's size hits the token itself.
    assert abs(changed / count - 0.3) < 4 * (0.3 * 0.7 / count) ** 0.5 + 0.3 / made.end


def test_a_tokenizer_that_is_of_no_use_is_refused_by_name(tmp_path):
    with pytest.raises(tokens.TokensError, match=r"tokenizer\.json: no such file"):
        Tokens(tmp_path)
    (tmp_path / tokens.FILE).write_text("{}", "utf-8")
    with pytest.raises(tokens.TokensError, match=r"tokenizer\.json: "):
        Tokens(tmp_path)
    from tokenizers import models

    Tokenizer(models.BPE()).save(str(tmp_path / tokens.FILE))
    with pytest.raises(tokens.TokensError, match=r"there is no token <\|startoftranscript\|>"):
        Tokens(tmp_path)
