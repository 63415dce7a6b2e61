# SPDX-License-Identifier: Apache-2.0
import math

import pytest
import torch

from nghe_training import losses
from nghe_training.batches import Batch
from nghe_training.config import Loss
from nghe_training.network import Outputs
from nghe_training.tokens import IGNORED


@pytest.fixture
def batch():
    return Batch(
        mel=torch.zeros(4, 80, 20),
        frames=torch.tensor([10, 6, 10, 6]),
        labels=torch.tensor([[2, 3, 3], [4, 5, 0]]),
        lengths=torch.tensor([3, 2]),
    )


def logits(seed):
    return torch.randn(4, 10, 8, generator=torch.Generator().manual_seed(seed), requires_grad=True)


def test_what_stands_behind_a_clips_end_is_no_loss(batch):
    options = Loss(consistency=0.2, entropy=0.1, distillation=0.3)
    given = logits(1)
    loss, _ = losses.total(Outputs(given, [logits(2)]), logits(3), batch, options)
    loss.backward()
    assert given.grad[0].abs().sum() > 0
    assert given.grad[[1, 3], 6:].abs().sum() == 0


def test_ctc_is_the_mean_over_views_for_each_unit(batch):
    one = logits(1)
    both = torch.cat([one[:2], one[:2]])
    alone = Batch(batch.mel[:2], batch.frames[:2], batch.labels, batch.lengths)
    doubled, _ = losses.total(Outputs(both, []), None, batch, Loss())
    single, _ = losses.total(Outputs(one[:2], []), None, alone, Loss())
    torch.testing.assert_close(doubled, single)


def test_the_one_path_that_fits_costs_its_probability():
    batch = Batch(torch.zeros(1, 80, 4), torch.tensor([2]), torch.tensor([[1, 2]]), torch.tensor([2]))
    _, parts = losses.total(Outputs(torch.zeros(1, 2, 4), []), None, batch, Loss())
    # Two frames for two units: each has probability 1/4, and the loss is for each unit.
    assert parts["ctc"] == pytest.approx(math.log(4))


def test_equal_views_are_consistent_and_others_not(batch):
    one = logits(1)
    _, same = losses.total(Outputs(torch.cat([one[:2], one[:2]]), []), None, batch, Loss(consistency=1.0))
    _, other = losses.total(Outputs(one, []), None, batch, Loss(consistency=1.0))
    assert same["consistency"] == pytest.approx(0, abs=1e-6)
    assert other["consistency"] > 0.1


def test_a_certain_frame_has_no_entropy(batch):
    sure = torch.full((4, 10, 8), -1e4)
    sure[..., 0] = 0
    _, parts = losses.total(Outputs(sure, []), None, batch, Loss(entropy=1.0))
    _, unsure = losses.total(Outputs(torch.zeros(4, 10, 8), []), None, batch, Loss(entropy=1.0))
    assert parts["entropy"] == pytest.approx(0, abs=1e-6)
    assert unsure["entropy"] == pytest.approx(-math.log(8) * 32 / 10)


def test_the_decoders_loss_is_its_targets_cross_entropy_weighed_against_ctc(batch):
    batch.targets = torch.tensor([[IGNORED, 1, 0], [IGNORED, 2, IGNORED]]).repeat(2, 1)
    text = torch.randn(6, 3, generator=torch.Generator().manual_seed(5))
    given = Outputs(logits(1), [logits(2)], text)
    total, parts = losses.total(given, None, batch, Loss(attention=0.7, label_smoothing=0.0, middle=0.2))
    wanted = [1, 0, 2, 1, 0, 2]
    expected = -sum(float(text[i].log_softmax(0)[token]) for i, token in enumerate(wanted))
    # Two views of five units.
    assert parts["attention"] == pytest.approx(expected / 10, rel=1e-5)
    expected = 0.3 * (parts["ctc"] + 0.2 * parts["middle"]) + 0.7 * parts["attention"]
    assert total.item() == pytest.approx(expected, rel=1e-5)
