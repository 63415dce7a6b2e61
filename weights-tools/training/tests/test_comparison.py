# SPDX-License-Identifier: Apache-2.0
import pytest

from nghe_training import comparison


@pytest.fixture
def tables(tmp_path):
    """Writes a manifest of speakers and two tables, from rows (speaker, sentence, first, second)."""

    def write(rows):
        lines = [["path\tspeaker"], *(["path\tsentence\thypothesis"] for _ in range(2))]
        for number, (speaker, sentence, *heard) in enumerate(rows):
            lines[0].append(f"{number}.mp3\t{speaker}")
            for table, text in zip(lines[1:], heard):
                table.append(f"{number}.mp3\t{sentence}\t{text}")
        files = [tmp_path / name for name in ("manifest.tsv", "first.tsv", "second.tsv")]
        for file, text in zip(files, lines):
            file.write_text("\n".join(text), "utf-8")
        return files

    return write


def test_rates_are_pooled_over_all_clips(tables):
    made = comparison.compare(
        *tables([("a", "Một hai, ba!", "một hai ba", "một hai"), ("b", "bốn", "năm", "bốn")])
    )
    assert (made.first, made.second) == (25.0, 25.0)
    assert made.low == -100 and made.high == pytest.approx(100 / 3)


def test_the_same_everywhere_is_no_difference(tables):
    made = comparison.compare(*tables([(str(i), "một hai", "một", "một") for i in range(9)]))
    assert (made.low, made.high, made.better) == (0, 0, 0)


def test_one_speakers_many_clips_count_as_one_draw(tables):
    # By clips 40 of 50 gain and the interval would exclude 0; they are one speaker's.
    rows = [("a", "một hai", "một", "một hai")] * 40
    rows += [(str(i), "một hai", "một hai", "một") for i in range(10)]
    made = comparison.compare(*tables(rows))
    assert made.speakers == 11 and made.clips == 50
    assert made.second < made.first and made.low < 0 < made.high


def test_better_for_every_speaker_is_better_in_every_draw(tables):
    made = comparison.compare(*tables([(str(i), "một hai", "một", "một hai") for i in range(9)]))
    assert made.better == 1 and made.high == -50


def test_tables_of_other_clips_are_refused(tables):
    manifest, first, second = tables([("a", "một", "một", "một"), ("b", "hai", "hai", "hai")])
    whole = second.read_text("utf-8")
    second.write_text(whole.rsplit("\n", 1)[0], "utf-8")
    with pytest.raises(comparison.ComparisonError, match=r"1\.mp3 is in one of"):
        comparison.compare(manifest, first, second)
    second.write_text(whole.replace("hypothesis", "text"), "utf-8")
    with pytest.raises(comparison.ComparisonError, match=r"second\.tsv, line 1: no column hypothesis"):
        comparison.compare(manifest, first, second)
