# SPDX-License-Identifier: Apache-2.0
"""A substitute for `docker compose up`; machine.py describes it."""

import argparse
import json
import re
import sys
from pathlib import Path

import yaml

VARIABLE = re.compile(r"\$\{(\w+)(?::-((?:[^{}]|\{[^{}]*\})*))?\}")


def filled(text, variables):
    """Substitutes ${NAME} and ${NAME:-DEFAULT}; a default may contain variables."""
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


def sources(container):
    """What a container mounts. A bind in the long form must exist, as Docker demands without create_host_path."""
    for volume in container.get("volumes", []):
        if isinstance(volume, dict):
            if not Path(volume["source"]).exists():
                sys.exit(f"bind source path does not exist: {volume['source']}")
            yield volume["source"]
        else:
            yield volume.split(":")[0]


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
            # Mounts are files of the release, so a container has the configuration of its release.
            "mounts": [str(Path(source).resolve()) for source in sources(each) if source[0] == "."],
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
