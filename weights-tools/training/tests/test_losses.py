# SPDX-License-Identifier: Apache-2.0
import math

import pytest
import torch

from nghe_training import losses
from nghe_training.batches import Batch
from nghe_training.config import Loss


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
    loss, _ = losses.total(given, [logits(2)], logits(3), batch, options)
    loss.backward()
    assert given.grad[0].abs().sum() > 0
    assert given.grad[[1, 3], 6:].abs().sum() == 0


def test_ctc_is_the_mean_over_views_for_each_unit(batch):
    one = logits(1)
    both = torch.cat([one[:2], one[:2]])
    alone = Batch(batch.mel[:2], batch.frames[:2], batch.labels, batch.lengths)
    doubled, _ = losses.total(both, [], None, batch, Loss())
    single, _ = losses.total(one[:2], [], None, alone, Loss())
    torch.testing.assert_close(doubled, single)


def test_the_one_path_that_fits_costs_its_probability():
    batch = Batch(torch.zeros(1, 80, 4), torch.tensor([2]), torch.tensor([[1, 2]]), torch.tensor([2]))
    _, parts = losses.total(torch.zeros(1, 2, 4), [], None, batch, Loss())
    # Two frames for two units: each has probability 1/4, and the loss is for each unit.
    assert parts["ctc"] == pytest.approx(math.log(4))


def test_equal_views_are_consistent_and_others_not(batch):
    one = logits(1)
    _, same = losses.total(torch.cat([one[:2], one[:2]]), [], None, batch, Loss(consistency=1.0))
    _, other = losses.total(one, [], None, batch, Loss(consistency=1.0))
    assert same["consistency"] == pytest.approx(0, abs=1e-6)
    assert other["consistency"] > 0.1


def test_a_certain_frame_has_no_entropy(batch):
    sure = torch.full((4, 10, 8), -1e4)
    sure[..., 0] = 0
    _, parts = losses.total(sure, [], None, batch, Loss(entropy=1.0))
    _, unsure = losses.total(torch.zeros(4, 10, 8), [], None, batch, Loss(entropy=1.0))
    assert parts["entropy"] == pytest.approx(0, abs=1e-6)
    assert unsure["entropy"] == pytest.approx(-math.log(8) * 32 / 10)
