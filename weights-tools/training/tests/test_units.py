# SPDX-License-Identifier: Apache-2.0
import json

import pytest
from conftest import DEFAULT_MODEL

from nghe_training import units


def test_the_units_are_those_of_the_default_model():
    vocabulary = json.loads((DEFAULT_MODEL / "vocab.json").read_text("utf-8"))
    assert sorted(vocabulary, key=vocabulary.get) == list(units.UNITS)


def test_every_syllable_comes_back_from_its_units():
    for text in ("thuở ấy người đẹp ngã xuống giường", "quýt ngoằn ngoèo khuỷu", "ba ba xanh xanh"):
        assert units.joined(units.spelled(text)) == text


def test_a_tone_mark_follows_its_vowel():
    assert [units.UNITS[u] for u in units.spelled("Việt")] == ["v", "i", "ê", "\u0323", "t"]


@pytest.mark.parametrize(
    ("text", "older"),
    [
        ("hoà khoẻ thuý", "hòa khỏe thúy"),
        ("quý quỳ quỷ", "quý quỳ quỷ"),
        ("hoàn toàn khoét", "hoàn toàn khoét"),
        ("hoặc ngoặc ngoằn ngoèo", "hoặc ngoặc ngoằn ngoèo"),
        ("xoài huỳnh", "xoài huỳnh"),
        ("hòa thúy", "hòa thúy"),
        ("tuần thuở uyển", "tuần thuở uyển"),
    ],
)
def test_tone_marks_stand_where_the_engine_puts_them(text, older):
    assert units.written(text) == older


def test_text_loses_case_and_punctuation():
    assert units.written("  Bắc-Nam, “đi” đâu?") == "bắc nam đi đâu"


def test_repeats_collapse_before_blanks_go():
    b, a, space = units.UNITS.index("b"), units.UNITS.index("a"), 1
    assert units.best_path([0, b, b, a, 0, a, 0, space, space, 0, space, b, 0, a]) == "baa ba"


def test_a_character_without_a_unit_is_named():
    with pytest.raises(units.UnitsError, match="'5'"):
        units.spelled("audi q5")
