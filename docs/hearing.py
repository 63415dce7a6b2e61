"""Draws docs/hearing.png: what the engine sees of a clip and the words it hears in it.

    ./nghe transcribe --format json CLIP > words.json
    ffmpeg -i CLIP -ar 16000 -ac 1 -f f32le clip.f32
    python docs/hearing.py words.json clip.f32 docs/hearing.png      # needs numpy and matplotlib
"""

import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

RATE, WINDOW, HOP, BANDS = 16_000, 400, 160, 80


def mel_filters():
    def hertz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (mel - 15)))

    edges = hertz(np.linspace(0, 15 + np.log(8) / (np.log(6.4) / 27), BANDS + 2))
    bins = np.linspace(0, RATE / 2, WINDOW // 2 + 1)
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.maximum(0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)))


def log_mel(sound):
    padded = np.pad(sound, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW + 1)[:-1])) ** 2
    features = np.log10(np.maximum(1e-10, power @ mel_filters().T))
    return np.maximum(features, features.max() - 8).T


def main(words_file, sound_file, picture):
    with open(words_file, encoding="utf-8") as file:
        transcript = json.load(file)
    sound = np.fromfile(sound_file, dtype="<f4")
    seconds = len(sound) / RATE
    ink, soft, paper = "#16324f", "#8fa9c2", "#ffffff"
    plt.rcParams["font.family"] = ["Noto Sans", "DejaVu Sans"]
    figure, (wave, mel, text) = plt.subplots(
        3, 1, figsize=(10, 4.2), sharex=True, height_ratios=[1, 2, 0.8], facecolor=paper
    )
    wave.plot(np.arange(len(sound)) / RATE, sound, color=ink, linewidth=0.4)
    mel.imshow(log_mel(sound), origin="lower", aspect="auto", extent=[0, seconds, 0, BANDS], cmap="magma")
    for word in transcript["words"]:
        start, end = word["start"], max(word["end"], word["start"] + 0.04)
        text.axvspan(start, end, facecolor=soft, edgecolor="white", alpha=0.35, linewidth=2)
        text.text((start + end) / 2, 0.42, word["word"], ha="center", va="center", fontsize=15, color=ink)
        mel.axvline(start, color="white", alpha=0.35, linewidth=0.8)
    for axes, name in ((wave, "sound"), (mel, "log-mel"), (text, "words")):
        axes.set_yticks([])
        axes.set_ylabel(name, color=ink, fontsize=11)
        for side in axes.spines.values():
            side.set_visible(False)
    text.set_ylim(0, 1)
    text.set_xlim(0, seconds)
    text.set_xlabel("seconds", color=ink)
    figure.tight_layout(h_pad=0.3)
    figure.savefig(picture, dpi=110)


main(*sys.argv[1:])
