# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest
from conftest import CONFIGS

from nghe_training import config
from nghe_training.config import ConfigError

LEAST = """
run = "runs"
[[data.source]]
manifest = "clips.tsv"
[model]
start = "whisper"
[optimiser]
epochs = 2
[export]
folder = "model"
name = "mine"
licence = "MIT"
"""


@pytest.mark.parametrize("file", sorted(CONFIGS.glob("*.toml")), ids=lambda file: file.name)
def test_every_configuration_of_this_folder_is_read(file):
    assert config.read(file).data.source


def test_paths_are_relative_to_the_file(read_toml, tmp_path):
    read = read_toml(LEAST)
    assert read.data.source[0].manifest == tmp_path / "clips.tsv"
    assert read.model.start == tmp_path / "whisper"
    assert read_toml(LEAST.replace('"whisper"', '"~/whisper"')).model.start == Path.home() / "whisper"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("epochs = 2", "epoch = 2", "optimiser.epoch is no setting; there are epochs"),
        ("epochs = 2", "", "optimiser.epochs is missing"),
        ("epochs = 2", "epochs = true", "optimiser.epochs must be of the form float, not True"),
        ("epochs = 2", "epochs = 2\nclip = 'a'", "optimiser.clip must be of the form float, not 'a'"),
        ('start = "whisper"', 'start = "w"\nmiddle_layers = [1.5]', r"model.middle_layers\[0\] must be"),
        ("[model]", "[model", "line"),
        ("[model]", "[augmentation]\nspeed = [1, 2, 3]\n[model]", "augmentation.speed must be"),
        ("[model]", "[augmentation]\ncodecs = ['amr']\n[model]", "augmentation.codecs: there is no 'amr'"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_said(read_toml, old, new, says):
    with pytest.raises(ConfigError, match=says) as raised:
        read_toml(LEAST.replace(old, new))
    assert "config.toml" in str(raised.value)


def test_a_configuration_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml"):
        config.read(tmp_path / "none.toml")
