# SPDX-License-Identifier: Apache-2.0
"""The command line: python -m nghe_training COMMAND."""

import argparse
import sys
from pathlib import Path

BAD_INPUT, STOPPED = 2, 130


def train(arguments):
    from . import config, training

    training.Run(config.read(arguments.config)).train()


def evaluate(arguments):
    from . import manifest, scoring, tokens, units, weights
    from .audio import Cache

    network = weights.network(arguments.model, len(units.UNITS), decoder=arguments.decoder).eval()
    clips, tail, cache = manifest.read(arguments.manifest), arguments.tail_seconds, Cache(arguments.cache)
    if arguments.decoder:
        tokenizer = tokens.Tokens(arguments.model)
        errors = scoring.measured_decoder(network, clips, tail, cache, tokenizer)
    else:
        errors = scoring.measured(network, clips, tail, cache)
    print(f"{len(clips)} clips: {errors}")


def average(arguments):
    from . import averaging

    averaging.average(arguments.models, arguments.weights, arguments.out)


def soup(arguments):
    from . import averaging, batches, config
    from .audio import Cache

    read = config.read(arguments.config)
    _, held_out, _ = batches.sources(read)
    tail, cache = read.export.tail_margin_seconds, Cache(read.data.cache)
    averaging.soup(arguments.models, held_out, tail, cache, arguments.out)


def align(arguments):
    from . import alignment, manifest
    from .audio import Cache

    clips = [clip for file in arguments.manifest for clip in manifest.read(file)]
    tail, cache = arguments.tail_seconds, Cache(arguments.cache)
    alignment.align(arguments.model, clips, arguments.out, tail, cache)


def compare(arguments):
    from . import comparison

    print(comparison.compare(arguments.manifest, arguments.first, arguments.second))


def synthesise(arguments):
    from . import synthesis

    synthesis.synthesise(arguments.text, arguments.out, arguments.sentences, arguments.seed)


def parser():
    main = argparse.ArgumentParser(prog="python -m nghe_training", description=__doc__)
    commands = main.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("train", help="train, or go on from the last checkpoint")
    one.add_argument("--config", type=Path, required=True, help="TOML file; see configs/")
    one.set_defaults(run=train)

    one = commands.add_parser("evaluate", help="error rates of the best path on a manifest")
    one.add_argument("--model", type=Path, required=True)
    one.add_argument("--decoder", action="store_true", help="of the decoder instead, by itself and greedy")
    one.add_argument("--manifest", type=Path, required=True)
    one.add_argument("--tail-seconds", type=float, default=0.5)
    one.add_argument("--cache", type=Path, help="folder for decoded recordings")
    one.set_defaults(run=evaluate)

    one = commands.add_parser("average", help="the mean of models of one size, as a model")
    one.add_argument("models", type=Path, nargs="+")
    one.add_argument("--weights", type=float, nargs="+", help="of the models; equal if not given")
    one.add_argument("--out", type=Path, required=True)
    one.set_defaults(run=average)

    one = commands.add_parser("soup", help="the mean of those models that clips held out are better heard by")
    one.add_argument("models", type=Path, nargs="+")
    one.add_argument("--config", type=Path, required=True, help="names the clips that all runs held out")
    one.add_argument("--out", type=Path, required=True)
    one.set_defaults(run=soup)

    one = commands.add_parser("align", help="when each word of the clips is said, for splicing")
    one.add_argument("--model", type=Path, required=True)
    one.add_argument("--manifest", type=Path, nargs="+", required=True)
    one.add_argument("--tail-seconds", type=float, default=0.5)
    one.add_argument("--cache", type=Path, help="folder for decoded recordings")
    one.add_argument("--out", type=Path, required=True, help="table to write")
    one.set_defaults(run=align)

    one = commands.add_parser("compare", help="two tables of ./nghe evaluate --hypotheses, over speakers")
    one.add_argument("first", type=Path)
    one.add_argument("second", type=Path)
    one.add_argument("--manifest", type=Path, required=True, help="names each clip's speaker")
    one.set_defaults(run=compare)

    one = commands.add_parser("synthesise", help="have espeak-ng speak sentences rich in rare syllables")
    one.add_argument("--text", type=Path, nargs="+", required=True, help="sentence a line, .txt or .txt.xz")
    one.add_argument("--sentences", type=int, default=3000)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--out", type=Path, required=True, help="folder for recordings and manifest.tsv")
    one.set_defaults(run=synthesise)
    return main


def main():
    arguments = parser().parse_args()
    try:
        arguments.run(arguments)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except Exception as error:
        # Every error of this package is a ValueError that says what to do; others are faults of ours.
        if type(error).__module__.startswith("nghe_training."):
            print(f"nghe_training: {error}", file=sys.stderr)
            sys.exit(STOPPED if type(error).__name__ == "Stopped" else BAD_INPUT)
        raise


if __name__ == "__main__":
    main()
