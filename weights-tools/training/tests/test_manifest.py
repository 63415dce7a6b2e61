# SPDX-License-Identifier: Apache-2.0
import pytest
from conftest import SAMPLES

from nghe_training import audio, manifest
from nghe_training.manifest import ManifestError


def test_the_samples_are_read_with_their_lengths(clips):
    assert clips[0].sentence == "Anh ta chẳng đi đâu xa cả"
    for clip in clips:
        assert clip.seconds == pytest.approx(len(audio.read(clip.path)) / audio.RATE, abs=0.1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("path\ttext\n", "line 1: no column sentence"),
        ("", "line 1: no column path, sentence"),
        ("path\tsentence\n/no/such.mp3\tmột\n", "line 2: there is no file /no/such.mp3"),
        ("path\tsentence\n\n", "no clip"),
        ("path\tsentence\nx.wav\t \n", "line 2: sentence is empty"),
        (f"path\tseconds\tsentence\n{SAMPLES}\tvier\tmột\n", "line 2: seconds must be above 0, not 'vier'"),
        (f"path\tseconds\tsentence\n{SAMPLES}\t-1\tmột\n", "line 2: seconds must be above 0, not '-1'"),
        (f"path\tseconds\tsentence\n{SAMPLES}\tnan\tmột\n", "line 2: seconds must be above 0, not 'nan'"),
    ],
)
def test_what_is_wrong_with_a_manifest_is_said(tmp_path, text, says):
    file = tmp_path / "clips.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(ManifestError, match=says) as raised:
        manifest.read(file)
    assert str(file) in str(raised.value)


def test_a_manifest_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "clips.tsv"
    file.write_bytes("path\tsentence\nx.wav\tà".encode("latin-1"))
    with pytest.raises(ManifestError, match="not UTF-8 at byte"):
        manifest.read(file)


def test_what_is_no_recording_is_refused(tmp_path):
    file = tmp_path / "clip.wav"
    file.write_bytes(b"not a recording")
    with pytest.raises(audio.AudioError, match=r"clip\.wav"):
        audio.read(file)
