# SPDX-License-Identifier: Apache-2.0
"""In the place of `docker compose up` on the machine to rehearse on; machine.py says what it does."""

import argparse
import json
import re
import sys
from pathlib import Path

import yaml

VARIABLE = re.compile(r"\$\{(\w+)(?::-((?:[^{}]|\{[^{}]*\})*))?\}")


def filled(text, variables):
    """Text with ${NAME} and ${NAME:-DEFAULT} filled in; a default may have variables itself."""
    return VARIABLE.sub(
        lambda found: variables.get(found[1]) or filled(found[2] or "", variables), text
    )


def variables(files):
    lines = [line for each in files for line in Path(each).read_text("utf-8").splitlines()]
    return dict(line.split("=", 1) for line in lines if line.strip() and not line.startswith("#"))


def options(arguments):
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--env-file", action="append", required=True)
    commands = parser.add_subparsers(required=True)
    up = commands.add_parser("up", allow_abbrev=False)
    up.add_argument("--detach", action="store_true", required=True)
    up.add_argument("--remove-orphans", action="store_true", required=True)
    up.add_argument("--wait", action="store_true", required=True)
    up.add_argument("--wait-timeout", type=int, required=True)
    return parser.parse_args(arguments)


def main(state_file, compose, *arguments):
    assert compose == "compose", compose
    known = variables(options(arguments).env_file)
    project = yaml.safe_load(filled(Path("compose.yaml").read_text("utf-8"), known))
    for secret in project["secrets"].values():
        if not Path(secret["file"]).exists():
            sys.exit(f"secret file {secret['file']} does not exist")
    state_path = Path(state_file)
    state = json.loads(state_path.read_text("utf-8")) if state_path.exists() else {"pulled": []}
    state["running"] = {
        name: {
            "image": each["image"],
            # Mounts are of the release's own files, so that a container has the configuration of its time.
            "mounts": [str(Path(volume.split(":")[0]).resolve()) for volume in each.get("volumes", []) if volume[0] == "."],
        }
        for name, each in project["services"].items()
    }
    state["pulled"] += sorted({each["image"] for each in state["running"].values()} - set(state["pulled"]))
    state_path.write_text(json.dumps(state), "utf-8")
    broken = [name for name, each in state["running"].items() if "broken" in each["image"]]
    if broken:
        sys.exit(f"container nghe-{broken[0]}-1 is unhealthy")


if __name__ == "__main__":
    main(*sys.argv[1:])
