# SPDX-License-Identifier: Apache-2.0
"""Alignment and splicing, of the repository's clips by the default model."""

import dataclasses
import itertools

import numpy as np
import pytest
from conftest import DEFAULT_MODEL, EVERYTHING, SAMPLES

from nghe_training import alignment, audio, batches, distance, scoring, splicing, units, weights
from nghe_training.alignment import Word
from nghe_training.audio import RATE, Cache
from nghe_training.config import Data, Source
from nghe_training.splicing import FADE, Bank


@pytest.fixture(scope="module")
def table(tmp_path_factory, clips):
    out = tmp_path_factory.mktemp("alignment") / "times.tsv"
    alignment.align(DEFAULT_MODEL, clips, out, 0.5, Cache(None))
    return out


@pytest.fixture(scope="module")
def bank(table, clips):
    times = alignment.read(table)
    return Bank({number: times[clip.path.resolve()] for number, clip in enumerate(clips)})


def probability(log_p, path):
    return sum(log_p[frame, unit] for frame, unit in enumerate(path))


def collapsed(path):
    return [unit for unit, _ in itertools.groupby(path) if unit]


@pytest.mark.parametrize("labels", [[1], [1, 2], [1, 1], [2, 1, 1]])
def test_the_best_path_is_the_best_of_all_paths(labels):
    log_p = np.log(np.random.default_rng(len(labels)).dirichlet(np.ones(3), size=6))
    paths = [path for path in itertools.product(range(3), repeat=6) if collapsed(path) == labels]
    best = max(paths, key=lambda path: probability(log_p, path))
    times = alignment.best_states(log_p, labels)
    made = [0] * 6
    for label, (first, last) in zip(labels, times):
        made[first:last] = [label] * (last - first)
    assert tuple(made) == best


def test_a_long_text_is_found_too():
    labels = [1, 2] * 200
    log_p = np.log(np.where(np.eye(3)[[0, *labels, 0]] > 0, 0.98, 0.01))
    assert alignment.best_states(log_p, labels) == [(i + 1, i + 2) for i in range(400)]


def test_more_units_than_frames_are_refused():
    with pytest.raises(alignment.AlignmentError, match="2 frames are too few for 2 units"):
        alignment.best_states(np.log(np.full((2, 3), 1 / 3)), [1, 1])


def test_words_follow_each_other_through_the_whole_clip(table, clips):
    for clip in clips:
        words = alignment.read(table)[clip.path.resolve()]
        assert [word.text for word in words] == units.written(clip.sentence).split()
        assert all(a.last == b.first for a, b in itertools.pairwise(words))
        assert words[0].first >= 0 and words[-1].last <= len(audio.read(clip.path))
        # Nobody says a syllable in less than 50 ms.
        assert all(word.last - word.first >= 0.05 * RATE for word in words)


def test_a_clip_with_no_word_replaced_is_the_clip(bank, clips):
    samples = audio.read(clips[0].path)
    made, sentence = bank.spliced(0, 0.0, np.random.default_rng(1), lambda clip: audio.read(clips[clip].path))
    assert np.array_equal(made, samples)
    assert sentence == units.written(clips[0].sentence)


def test_words_cut_where_they_are_said_are_heard_better_than_words_cut_elsewhere(bank, clips):
    network = weights.network(DEFAULT_MODEL, len(units.UNITS)).eval()

    def errors(moved):
        made = 0
        for seed in range(8):
            samples, sentence = moved.spliced(
                seed % 3, 0.4, np.random.default_rng(seed), lambda clip: audio.read(clips[clip].path)
            )
            path = scoring.logits(network, samples, 0.5).argmax(-1).tolist()
            made += distance.distance(sentence.split(), units.best_path(path).split())
        return made

    def moved(by):
        def word(w):
            return Word(w.text, max(0, w.first + by), w.last + by)

        return Bank({clip: [word(w) for w in said] for clip, said in bank.words.items()})

    # 150 ms are half a word: a cut that far off takes as much of a neighbour.
    assert errors(bank) < 0.7 * min(errors(moved(-RATE * 150 // 1000)), errors(moved(RATE * 150 // 1000)))


def test_pieces_are_faded_over_and_keep_their_sound():
    one, two = np.full(4000, 0.5, np.float32), np.full(3000, -0.5, np.float32)
    made = splicing.joined([one, two])
    assert len(made) == 7000 - FADE and made.dtype == np.float32
    assert np.abs(np.diff(made)).max() <= 1.01 / (FADE - 1)
    assert len(splicing.joined([one[:3], two[:0], two[:5]])) == 3 + 5 - 3


def test_batches_of_spliced_clips_are_the_same_again(table, clips, tmp_path):
    data = Data((Source(SAMPLES),), tmp_path, alignment=table, workers=0)
    options = dataclasses.replace(EVERYTHING, spliced=1.0, spliced_words=0.5)
    one, two = (batches.Items(clips, 80, data, options, views=2) for _ in range(2))
    plain = batches.Items(clips, 80, data, EVERYTHING, views=2)
    changed = 0
    for number in range(len(clips)):
        item = batches.Item((number,), (1, 0, number), 3.0)
        mel, spelled, _ = one[item]
        assert bool((mel == two[item][0]).all()) and spelled == two[item][1]
        assert mel.shape[2] // 2 > len(spelled)
        changed += spelled != plain[item][1]
    assert changed


def test_splicing_without_times_is_refused(clips, table, tmp_path):
    options = dataclasses.replace(EVERYTHING, spliced=1.0)
    with pytest.raises(batches.BatchesError, match=r"needs data\.alignment"):
        batches.Items(clips, 80, Data((Source(SAMPLES),)), options, views=1)
    other = tmp_path / "other.tsv"
    other.write_text("path\tword\tstart\tend\nx.mp3\ta\t0\t1\n", "utf-8")
    with pytest.raises(batches.BatchesError, match="names none of the clips"):
        batches.Items(clips, 80, Data((Source(SAMPLES),), alignment=other), options, views=1)
    other.write_text("path\tword\tstart\tend\nx.mp3\ta\t0\tend\n", "utf-8")
    with pytest.raises(alignment.AlignmentError, match="line 2: could not convert"):
        alignment.read(other)
