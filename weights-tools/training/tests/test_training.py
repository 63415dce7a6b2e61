# SPDX-License-Identifier: Apache-2.0
"""Runs from the start to the model folder, with a tiny network on the repository's samples."""

import dataclasses
import json
import subprocess
import sys

import pytest
import torch
from conftest import CONFIGS, DEFAULT_MODEL, NOTHING, SAMPLES
from safetensors.torch import load_file, save_file
from transformers import WhisperForConditionalGeneration

from nghe_training import audio, averaging, checkpoint, scoring, tokens, training, units, weights
from nghe_training.config import Loss, Source


def trained(config):
    run = training.Run(config)
    run.train()
    return run


@pytest.mark.parametrize("kind", ["tiny", "tiny_joint"])
def test_a_run_that_stopped_ends_with_the_weights_of_one_that_did_not(kind, request):
    make = request.getfixturevalue(kind)
    whole = trained(make(run="whole", epochs=4.0, head_steps=1))
    parts = make(run="parts", epochs=4.0, head_steps=1)
    stops = 0
    while True:
        run = training.Run(parts)
        run.stop = stops < 3
        try:
            run.train()
            break
        except training.Stopped:
            stops += 1
    assert stops == 3
    for name, tensor in whole.network.state_dict().items():
        assert torch.equal(run.network.state_dict()[name], tensor), name
        assert torch.equal(run.average.weights[name], whole.average.weights[name]), name


def test_a_tiny_network_learns_a_clip_by_heart(tiny, tmp_path, clips):
    one = tmp_path / "one.tsv"
    one.write_text(f"path\tsentence\n{clips[1].path}\t{clips[1].sentence}\n", "utf-8")
    config = tiny(augmentation=NOTHING, loss=Loss(), checkpoint_steps=1000)
    data = dataclasses.replace(
        config.data, source=(Source(one, share=500),), batch_seconds=1, joined=0.0, tail_seconds=(0.5, 0.5)
    )
    run = trained(dataclasses.replace(config, data=data))
    logits = scoring.logits(run.exported().eval(), audio.read(clips[1].path), 0.5)
    assert units.best_path(logits.argmax(-1).tolist()) == units.written(clips[1].sentence)


def test_a_tiny_decoder_learns_a_clip_by_heart(tiny_joint, tmp_path, clips):
    one = tmp_path / "one.tsv"
    one.write_text(f"path\tsentence\n{clips[1].path}\t{clips[1].sentence}\n", "utf-8")
    config = tiny_joint(checkpoint_steps=1000)
    data = dataclasses.replace(
        config.data, source=(Source(one, share=200),), batch_seconds=1, joined=0.0, tail_seconds=(0.5, 0.5)
    )
    loss = Loss(attention=0.7, label_smoothing=0.0)
    optimiser = dataclasses.replace(config.optimiser, decoder_rate=2e-3)
    config = dataclasses.replace(config, data=data, loss=loss, optimiser=optimiser, augmentation=NOTHING)
    run = trained(config)
    folder, tokenizer = run.config.export.folder, tokens.Tokens(run.config.export.folder)
    read = weights.network(folder, len(units.UNITS), decoder=True).eval()
    assert scoring.told(read, audio.read(clips[1].path), 0.5, tokenizer) == units.written(clips[1].sentence)
    errors = scoring.measured_decoder(read, clips[1:2], 0.5, audio.Cache(None), tokenizer)
    assert (errors.word_errors, errors.words) == (0, len(clips[1].sentence.split()))


def test_the_model_folder_hears_what_the_trained_network_hears(tiny, clips):
    run = trained(tiny(epochs=2.0))
    folder = run.config.export.folder
    read = weights.network(folder, len(units.UNITS)).eval()
    exported = run.exported().eval()
    for clip in clips:
        samples = audio.read(clip.path)
        theirs, ours = scoring.logits(exported, samples, 0.5), scoring.logits(read, samples, 0.5)
        # float16 keeps 11 bits of each weight.
        torch.testing.assert_close(ours, theirs, atol=2e-2, rtol=2e-2)
    made, kept = (json.loads((f / "config.json").read_text("utf-8")) for f in (folder, DEFAULT_MODEL))
    assert set(made) <= set(kept)
    assert {made[n] == kept[n] for n in ("model_type", "vocab_size", "blank_token_id", "ctc_unit")} == {True}
    vocabularies = {(f / "vocab.json").read_text("utf-8").strip() for f in (folder, DEFAULT_MODEL)}
    assert len(vocabularies) == 1
    names = {n for n in load_file(DEFAULT_MODEL / "model.safetensors") if ".layers." not in n}
    assert {n for n in load_file(folder / "model.safetensors") if ".layers." not in n} == names


def test_the_decoders_files_are_transformers_decoder(tiny_joint, tiny_whisper, clips):
    run = trained(tiny_joint(epochs=2.0))
    folder = run.config.export.folder
    theirs = WhisperForConditionalGeneration.from_pretrained(tiny_whisper).eval()
    untrained = theirs.proj_out.weight.detach().clone()
    engine, decoder = load_file(folder / "model.safetensors"), load_file(folder / "decoder.safetensors")
    assert not [name for name in engine if name.startswith("model.decoder.")]
    state = {n: t.float() for n, t in (engine | decoder).items() if n.startswith("model.")}
    missing, unexpected = theirs.load_state_dict(state, strict=False)
    assert missing == ["proj_out.weight"] and not unexpected
    assert not torch.equal(theirs.proj_out.weight, untrained.half().float())

    assert "| Decoder |" in (folder / "README.md").read_text("utf-8")
    size = json.loads((folder / "decoder.json").read_text("utf-8"))
    seen = torch.tensor([[*size["prompt_token_ids"], *tokens.Tokens(folder).text(clips[0].sentence)]])
    assert theirs.config.decoder_attention_heads == size["decoder_attention_heads"]
    encoded = torch.randn(1, 9, 64)
    exported = run.exported().eval()
    with torch.inference_mode():
        ours = exported.decoder.logits(exported.decoder(seen, encoded, torch.tensor([9])))
        hidden = theirs.model.decoder(input_ids=seen, encoder_hidden_states=encoded).last_hidden_state
        # float16 keeps 11 bits of each weight.
        torch.testing.assert_close(theirs.proj_out(hidden), ours, atol=2e-2, rtol=2e-2)


def test_a_joint_run_goes_on_from_a_folder_that_it_wrote(tiny_joint):
    first = trained(tiny_joint()).config
    again = tiny_joint(run="again")
    again = dataclasses.replace(again, model=dataclasses.replace(again.model, start=first.export.folder))
    begun = training.Run(again).network.state_dict()
    kept = load_file(first.export.folder / "decoder.safetensors")
    assert kept and all(torch.equal(begun[n.removeprefix("model.")], t.float()) for n, t in kept.items())


def test_a_run_ends_when_strangers_gain_nothing_and_exports_its_best(tiny_joint, tmp_path, clips):
    lines = [f"{c.path}\t{c.seconds}\ts{i}\t{c.sentence}" for i, c in enumerate(clips)]
    manifest = tmp_path / "clips.tsv"
    manifest.write_text("\n".join(["path\tseconds\tspeaker\tsentence", *lines]), "utf-8")
    config = tiny_joint(epochs=30.0, head_steps=1000)
    run = training.Run(
        dataclasses.replace(
            config,
            data=dataclasses.replace(config.data, source=(Source(manifest, held_out_speakers=("s0",)),)),
            # Nothing is learned, so no epoch is better than the first.
            optimiser=dataclasses.replace(config.optimiser, patience=2, head_rate=0.0),
        )
    )
    run.train()
    position = torch.load(run.config.run / checkpoint.NAME, weights_only=True)["position"]
    assert (position["best_epoch"], position["epoch"]) == (1, 3)
    for name in ("model.safetensors", "decoder.safetensors"):
        best, exported = (f / name for f in (run.config.run / "best", run.config.export.folder))
        assert best.read_bytes() == exported.read_bytes()


def test_a_frozen_encoder_stays_while_the_head_learns(tiny):
    config = tiny(epochs=2.0, head_steps=1000)
    start = training.Run(config).network.state_dict()
    end = trained(config).network.state_dict()
    moved = {name.split(".")[0] for name in end if not torch.equal(start[name], end[name])}
    assert moved == {"ctc_head", "middle_heads"}


@pytest.mark.parametrize("loss", [Loss(), Loss(consistency=0.2, entropy=0.01, distillation=0.5)])
def test_every_loss_trains_in_mixed_precision_too(tiny, loss):
    run = trained(tiny(epochs=2.0, loss=loss, bfloat16=True))
    assert all(bool(t.isfinite().all()) for t in run.network.state_dict().values())


def test_a_run_with_other_settings_does_not_go_on(tiny):
    trained(tiny())
    with pytest.raises(checkpoint.CheckpointError, match="other settings"):
        trained(tiny(seed=2))


def test_clips_held_out_are_measured_as_the_best_path_scores(tiny, clips):
    network = weights.network(DEFAULT_MODEL, len(units.UNITS)).eval()
    errors = scoring.measured(network, clips, 0.5, audio.Cache(None))
    assert errors.words == sum(len(clip.sentence.split()) for clip in clips)
    assert errors.word_errors <= 2


def test_the_mean_of_models_is_their_mean(tiny, tmp_path):
    folders = [trained(tiny(run=f"run{seed}", seed=seed)).config.export.folder for seed in (1, 2)]
    averaging.average(folders, [3.0, 1.0], tmp_path / "mean")
    one, two, mean = (load_file(f / "model.safetensors") for f in (*folders, tmp_path / "mean"))
    for name, tensor in mean.items():
        expected = 0.75 * one[name].float() + 0.25 * two[name].float()
        torch.testing.assert_close(tensor.float(), expected.half().float())
    assert weights.network(tmp_path / "mean", len(units.UNITS))


def test_a_soup_leaves_out_what_spoils_it(tmp_path, clips):
    good, spoiled = DEFAULT_MODEL, tmp_path / "spoiled"
    averaging.average([good], None, spoiled)
    tensors = load_file(spoiled / "model.safetensors")
    # Blank always: as many errors as characters.
    tensors["ctc_head.3.bias"][0] += 1000
    save_file(tensors, spoiled / "model.safetensors")
    kept = averaging.soup([spoiled, good, good], clips, 0.5, audio.Cache(None), tmp_path / "soup")
    assert kept == [good, good]
    made = load_file(tmp_path / "soup" / "model.safetensors")
    assert all(torch.equal(made[n], t.half()) for n, t in load_file(good / "model.safetensors").items())
    with pytest.raises(weights.WeightsError, match="no clip is held out"):
        averaging.soup([good], [], 0.5, audio.Cache(None), tmp_path / "none")


def test_weights_come_from_hugging_face_folders_of_every_form(tmp_path):
    from transformers import WhisperConfig, WhisperForConditionalGeneration

    config = WhisperConfig(
        d_model=128, encoder_layers=2, encoder_attention_heads=2, encoder_ffn_dim=96,
        decoder_layers=1, decoder_attention_heads=2, decoder_ffn_dim=96,
    )  # fmt: skip
    model = WhisperForConditionalGeneration(config)
    model.save_pretrained(tmp_path / "whole")
    model.save_pretrained(tmp_path / "shards", max_shard_size="1MB")
    (tmp_path / "pickled").mkdir()
    torch.save(model.state_dict(), tmp_path / "pickled" / "pytorch_model.bin")
    for form in ("whole", "shards", "pickled"):
        network = weights.network(tmp_path / form, 40)
        assert network.encoder.size.encoder_attention_heads == 2
        theirs = model.model.encoder.layers[1].fc1.weight
        assert torch.equal(network.encoder.layers[1].fc1.weight, theirs)


def test_what_is_no_encoder_is_refused_by_name(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(weights.WeightsError, match=r"model\.safetensors"):
        weights.network(tmp_path, 40)
    with pytest.raises(weights.WeightsError, match="40 units instead of 39"):
        weights.network(DEFAULT_MODEL, 39)
    with pytest.raises(weights.WeightsError, match=r"neither a model\.safetensors nor"):
        weights.network(SAMPLES.parent, 40)


def test_the_command_line_says_what_is_wrong_without_a_trace(tmp_path):
    command = [sys.executable, "-m", "nghe_training", "train", "--config", tmp_path / "none.toml"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=CONFIGS.parent)
    assert done.returncode == 2
    assert done.stderr == f"nghe_training: {tmp_path / 'none.toml'}: No such file or directory\n"
