# SPDX-License-Identifier: Apache-2.0
import lzma

import numpy as np
import pytest

from nghe_training import audio, manifest, synthesis


def test_espeak_speaks_sentences_into_a_manifest(tmp_path):
    text = tmp_path / "text.txt.xz"
    with lzma.open(text, "wt", encoding="utf-8") as file:
        file.write("Buổi sáng, chúng tôi ra đồng.\nquá ngắn\nmẫu audi q5 này rất đẹp\n")
        file.write("khuya ấy trời trở gió lạnh\n")
    synthesis.synthesise([text], tmp_path / "out", sentences=5, seed=1)
    clips = manifest.read(tmp_path / "out" / "manifest.tsv")
    assert {c.sentence for c in clips} == {"buổi sáng chúng tôi ra đồng", "khuya ấy trời trở gió lạnh"}
    for clip in clips:
        samples = audio.read(clip.path)
        assert len(samples) / audio.RATE == pytest.approx(clip.seconds, abs=0.006)
        assert np.sqrt(np.mean(samples**2)) > 0.01


def test_rare_syllables_are_chosen_before_more_of_the_frequent():
    common, rare = ["a b c d"] * 50, ["x y z w", "u v s t"]
    chosen = synthesis.rich(common + rare, 5, np.random.default_rng(3))
    assert set(rare) <= set(chosen)


def test_without_espeak_one_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(synthesis.SynthesisError, match="install"):
        synthesis.synthesise([tmp_path / "text.txt"], tmp_path, 1, 1)


def test_text_that_is_not_there_is_named(tmp_path):
    with pytest.raises(synthesis.SynthesisError, match=r"none\.txt"):
        synthesis.synthesise([tmp_path / "none.txt"], tmp_path / "out", 1, 1)
