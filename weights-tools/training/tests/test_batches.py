# SPDX-License-Identifier: Apache-2.0
import collections
import dataclasses

import pytest
import torch
from conftest import EVERYTHING, SAMPLES

from nghe_training import batches, units
from nghe_training.config import Data, Source


@pytest.fixture
def data(tmp_path):
    return Data((Source(SAMPLES),), tmp_path, batch_seconds=12.0, joined=0.5, workers=0)


def epochs_of(plan, epoch):
    return [item for batch in plan.epoch(epoch) for item in batch]


def test_an_epoch_hears_every_clip_as_often_as_its_share(clips, data):
    plan = batches.Plan([(2.0, clips[:2]), (0.5, clips[2:])], data, seed=1)
    heard = collections.Counter(c for item in epochs_of(plan, 0) for c in item.clips)
    assert heard[0] == heard[1] == 2
    assert sum(heard.values()) == 4 + round(0.5 * len(clips[2:]))


def test_epochs_differ_and_come_back_the_same(clips, data):
    plan = batches.Plan([(1.0, clips)], data, seed=1)
    assert plan.epoch(3) == batches.Plan([(1.0, clips)], data, seed=1).epoch(3)
    assert plan.epoch(3) != plan.epoch(4)


def test_a_batch_is_no_longer_than_allowed(clips, data):
    plan = batches.Plan([(5.0, clips)], data, seed=1)
    for batch in plan.epoch(0):
        assert len(batch) == 1 or len(batch) * max(item.seconds for item in batch) <= data.batch_seconds


def test_batches_do_not_depend_on_the_number_of_workers(clips, data):
    plan = batches.Plan([(1.0, clips)], data, seed=1)
    items = batches.Items(clips, 80, data, EVERYTHING, views=2)
    alone = list(batches.loader(plan, items, 0, 0, workers=0))
    together = list(batches.loader(plan, items, 0, 0, workers=2))
    for a, b in zip(alone, together, strict=True):
        assert torch.equal(a.mel, b.mel) and torch.equal(a.labels, b.labels)
    later = next(iter(batches.loader(plan, items, 0, 1, workers=0)))
    assert torch.equal(later.mel, alone[1].mel)


def test_two_views_share_frames_and_text_and_nothing_else(clips, data):
    items = batches.Items(clips, 80, data, EVERYTHING, views=2)
    item = batches.Item((0, 1), (1, 2, 3), 9.0)
    mel, spelled, texts = items[item]
    assert texts == []
    batch = batches.collate([(mel, spelled, texts), items[batches.Item((2,), (1, 2, 4), 3.0)]])
    assert spelled == units.spelled(f"{clips[0].sentence} {clips[1].sentence}")
    assert batch.frames.tolist() == batch.frames[:2].tolist() * 2
    assert batch.mel.shape[:2] == (4, 80) and batch.mel.shape[2] == 2 * int(batch.frames.max())
    assert torch.equal(batch.mel[0, :, : mel.shape[2]], mel[0])
    assert torch.equal(batch.mel[2, :, : mel.shape[2]], mel[1])
    assert not torch.equal(mel[0], mel[1])


def test_there_are_always_frames_enough_for_the_text(clips, data):
    options = dataclasses.replace(EVERYTHING, speed=(1.2, 1.2))
    items = batches.Items(clips, 80, data, options, views=1)
    for number in range(len(clips)):
        mel, spelled, _ = items[batches.Item((number,), (1, 0, number), 1.0)]
        assert mel.shape[2] // 2 > len(spelled)


def test_what_is_held_out_is_not_trained_on(tmp_path, clips):
    lines = ["path\tseconds\tspeaker\tsentence"]
    lines += [f"{c.path}\t{c.seconds}\ts{i}\t{c.sentence}" for i, c in enumerate(clips)]
    lines += [f"{clips[0].path}\t{s}\tx\t{text}" for s, text in ((3, "audi q5"), (0.1, "quá ngắn"))]
    file = tmp_path / "clips.tsv"
    file.write_text("\n".join(lines), "utf-8")
    train, held_out, left_out = batches.split(Source(file, held_out_speakers=("s0", "s1")), 30.0)
    assert {clip.speaker for clip in held_out} == {"s0", "s1"}
    assert {clip.speaker for clip in train} == {f"s{i}" for i in range(2, len(clips))}
    assert left_out == 2
