# SPDX-License-Identifier: Apache-2.0
"""Writes small checkpoints with the libraries that people use, and what is in them as safetensors.

    python make_fixtures.py FOLDER

makes FOLDER/torch-VERSION with the versions of PyTorch, Lightning and transformers at hand; README.md
beside this file names those of the fixtures.
"""

import json
import pathlib
import pickle
import shutil
import sys
import warnings
from collections import OrderedDict

import torch
import transformers
from safetensors.torch import save_file

try:
    import lightning.pytorch as lightning
except ImportError:
    import pytorch_lightning as lightning

warnings.simplefilter("ignore")
torch.manual_seed(20)

WIDTH = 16
UNITS = 260

folder = pathlib.Path(sys.argv[1]) / ("torch-" + torch.__version__.split("+")[0])
folder.mkdir(parents=True, exist_ok=True)


def every_layout():
    """Tensors of every type and every way in which a view can lie in its storage."""
    base = torch.randn(6, 10)
    tensors = OrderedDict(
        float32=torch.randn(3, 4),
        float16=torch.randn(3, 4).half(),
        bfloat16=torch.randn(3, 4).bfloat16(),
        float64=torch.randn(2, 2).double(),
        int64=torch.tensor([1, -(2**40)]),
        int32=torch.tensor([1, -7], dtype=torch.int32),
        int16=torch.tensor([1, -7], dtype=torch.int16),
        int8=torch.tensor([1, -7], dtype=torch.int8),
        uint8=torch.tensor([1, 200], dtype=torch.uint8),
        boolean=torch.tensor([True, False, True]),
        scalar=torch.tensor(2.5),
        step=torch.tensor(12345),
        empty=torch.zeros(0, 5),
        whole=base,
        transposed=base.t(),
        row=base[3],
        column=base[:, 7],
        every_other=base[1::2, ::3],
        permuted=torch.randn(2, 3, 4).permute(2, 0, 1),
        inner_permuted=torch.randn(4, 3, 5, 2).transpose(0, 1),
        parameter=torch.nn.Parameter(torch.randn(5)),
        tall_transposed=torch.randn(30, 70).half().t(),
    )
    with_attribute = torch.nn.Parameter(torch.randn(2))
    with_attribute.trained_by = "someone"
    tensors["parameter_with_attribute"] = with_attribute
    return tensors


def save_expected(tensors, file):
    save_file({name: t.detach().contiguous().clone() for name, t in tensors.items()}, file)


def layouts():
    tensors = every_layout()
    torch.save(tensors, folder / "layouts.bin")
    save_expected(tensors, folder / "layouts.safetensors")
    torch.save({"weight": torch.ones(1).expand(1000, 1000)}, folder / "expanded.bin")
    for protocol in (3, 4, 5):
        torch.save({"w": torch.arange(4.0)}, folder / f"protocol-{protocol}.bin", pickle_protocol=protocol)
    torch.save({"w": torch.ones(2)}, folder / "legacy.bin", _use_new_zipfile_serialization=False)
    torch.save(torch.nn.Linear(2, 2), folder / "module.bin")
    torch.save({"w": torch.eye(3).to_sparse()}, folder / "sparse.bin")
    torch.save({"w": torch.ones(2, dtype=torch.complex64)}, folder / "complex.bin")
    newer = {}
    for name, values in (("float8_e4m3fn", [1, -2]), ("float8_e5m2", [1, -2]), ("uint16", [1, 60000])):
        if hasattr(torch, name):
            newer[name] = torch.tensor(values, dtype=torch.float32).to(getattr(torch, name))
    try:
        torch.save(newer, folder / "newer-types.bin")
        save_expected(newer, folder / "newer-types.safetensors")
    except KeyError:  # Types that came before their storages.
        (folder / "newer-types.bin").unlink()


def no_checksum():
    from torch import serialization

    if hasattr(serialization, "set_crc32_options"):
        serialization.set_crc32_options(False)
        torch.save({"w": torch.arange(4.0)}, folder / "no-checksum.bin")
        serialization.set_crc32_options(True)


def script():
    torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), str(folder / "script.pt"))


def byte_alphabet():
    """GPT-2's characters for bytes."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(b) for b in shown] + [chr(256 + i) for i in range(256 - len(shown))]


def processor(to):
    to.mkdir(exist_ok=True)
    units = [*byte_alphabet(), "th", "ng", "nh", "<|endoftext|>"]
    assert len(units) == UNITS
    (to / "vocab.json").write_text(json.dumps({u: i for i, u in enumerate(units)}))
    (to / "merges.txt").write_text("#version: 0.2\nt h\nn g\nn h\n")
    tokenizer = transformers.WhisperTokenizer(str(to / "vocab.json"), str(to / "merges.txt"))
    return transformers.WhisperProcessor(transformers.WhisperFeatureExtractor(), tokenizer)


def whisper_config():
    return transformers.WhisperConfig(
        vocab_size=UNITS, d_model=WIDTH, encoder_layers=2, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32,
        decoder_ffn_dim=32, max_source_positions=60, max_target_positions=8,
        pad_token_id=UNITS - 1, bos_token_id=UNITS - 1, eos_token_id=UNITS - 1,
        decoder_start_token_id=UNITS - 1, suppress_tokens=None, begin_suppress_tokens=None,
    )


class Recogniser(lightning.LightningModule):
    """As the public PhoWhisper-CTC is trained: Whisper's encoder, frozen, and a CTC head."""

    def __init__(self, encoder, processor):
        super().__init__()
        self.save_hyperparameters(ignore=["encoder"])
        self.encoder = encoder
        self.ctc_head = torch.nn.Sequential(
            torch.nn.Linear(WIDTH, WIDTH), torch.nn.GELU(), torch.nn.LayerNorm(WIDTH),
            torch.nn.Linear(WIDTH, UNITS),
        )

    def training_step(self, batch, _):
        (mel,) = batch
        return self.ctc_head(self.encoder(mel).last_hidden_state).square().mean()

    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=1e-3)

    def on_save_checkpoint(self, checkpoint):
        checkpoint["processor"] = self.hparams.processor


def checkpoints():
    model = transformers.WhisperForConditionalGeneration(whisper_config())
    torch.manual_seed(21)
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.2)
    whisper = folder / "whisper"
    made = processor(whisper)
    model.config.save_pretrained(whisper)
    torch.save(model.state_dict(), whisper / "pytorch_model.bin")
    save_expected({k: v for k, v in model.state_dict().items() if ".encoder." in k}, folder / "encoder.safetensors")
    model.half().save_pretrained(folder / "whisper-shards", max_shard_size="20KB", safe_serialization=True)

    module = Recogniser(model.float().model.encoder, made)
    data = torch.utils.data.DataLoader([(torch.randn(80, 120),) for _ in range(2)], batch_size=1)
    trainer = lightning.Trainer(
        max_epochs=1, accelerator="cpu", logger=False, enable_progress_bar=False,
        enable_model_summary=False, enable_checkpointing=True, default_root_dir=folder / "run",
    )
    trainer.fit(module, data)
    trainer.save_checkpoint(folder / "lightning.ckpt")
    save_expected(module.state_dict(), folder / "lightning.safetensors")


def pickles():
    """One value in every protocol."""
    cycle = []
    cycle.append(cycle)
    value = {
        "numbers": [0, 255, 65535, -1, 2**31, -(2**63), 2**70, 0.1, True, False, None],
        "text": "tiếng Việt",
        "bytes": b"\x00\xff",
        "tuples": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)),
        "sets": ({1}, frozenset({2})),
        "ordered": OrderedDict(a=1, b=2),
        "array": bytearray(b"abc"),
        "cycle": cycle,
        "class": pathlib.PurePosixPath("/tmp"),
    }
    for protocol in range(6):
        (folder / f"value-{protocol}.pkl").write_bytes(pickle.dumps(value, protocol))


def other_forms():
    """The layouts again, as old versions and other machines write them, and views that repeat."""
    tensors = torch.load(folder / "layouts.bin", weights_only=True)
    extra = {"state_dict": tensors, "optimizer": {"state": {0: torch.ones(3, dtype=torch.complex64)}}}
    torch.save(tensors, folder / "layouts-legacy.bin", _use_new_zipfile_serialization=False)
    torch.save(extra, folder / "checkpoint-legacy.bin", _use_new_zipfile_serialization=False)

    newer = torch.load(folder / "newer-types.bin", weights_only=True)
    torch.save(newer, folder / "newer-types-legacy.bin", _use_new_zipfile_serialization=False)

    # A storage is swapped once, though several tensors may share it.
    swapped = set()
    for tensor in tensors.values():
        if tensor.untyped_storage().data_ptr() not in swapped:
            tensor.untyped_storage().byteswap(tensor.dtype)
        swapped.add(tensor.untyped_storage().data_ptr())
    sys.byteorder, own = "big", sys.byteorder
    torch.save(tensors, folder / "layouts-big-endian.bin")
    sys.byteorder = own
    for form in ("legacy", "big-endian"):
        read = torch.load(folder / f"layouts-{form}.bin", weights_only=True)
        expected = torch.load(folder / "layouts.bin", weights_only=True)
        assert all(torch.equal(read[name], expected[name]) for name in expected)

    repeated = {
        "rows": torch.arange(4.0).expand(2, 3, 4),
        "columns": torch.arange(3.0).reshape(3, 1).expand(3, 4),
        "one": torch.tensor(2.5).expand(5, 1),
        "none": torch.ones(1, 1).expand(0, 7),
    }
    torch.save(repeated, folder / "repeated.bin")
    save_expected(repeated, folder / "repeated.safetensors")


layouts()
other_forms()
no_checksum()
checkpoints()
script()
pickles()
for unused in ("run", "checkpoints"):
    shutil.rmtree(folder / unused, ignore_errors=True)
