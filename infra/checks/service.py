# SPDX-License-Identifier: Apache-2.0
"""Settings, paths, metrics and error codes of the service, as its documents list them."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "service"
README = (SERVICE / "README.md").read_text("utf-8")
METRICS = "".join(
    path.read_text("utf-8") for path in (SERVICE / "README.md", ROOT / "docs/observability.md") if path.exists()
)


def settings():
    """Keys of the defaults, such as nghe.queue-capacity."""
    defaults = yaml.safe_load((SERVICE / "src/main/resources/application.yaml").read_text("utf-8"))

    def keys(node, prefix=""):
        for name, value in node.items():
            if isinstance(value, dict):
                yield from keys(value, f"{prefix}{name}.")
            else:
                yield prefix + name

    return set(keys(defaults))


def variable(key):
    """The environment variable of a setting."""
    return re.sub(r"[.-]", "_", key).upper()


def paths():
    """Paths of the service, including health and metrics."""
    return set(re.findall(r"^\| `GET ([^`]+)`", README, re.MULTILINE))


def labels_of_metrics():
    """Names of the service's metrics, with the names of their labels."""
    rows = re.findall(r"^\| `(nghe_[a-z_]+)(?:\{([a-z,]+)\})?` \| (\w+)", METRICS, re.MULTILINE)
    found = {}
    for name, labels, kind in rows:
        own = set(labels.split(",")) - {""}
        if kind == "histogram":
            found[name + "_bucket"] = own | {"le"}
            found[name + "_sum"] = found[name + "_count"] = own
        else:
            found[name] = own
    return found


def error_codes():
    """Codes of errors, which are also outcomes of requests."""
    rows = re.findall(r"^\| \d{3} \| ((?:`\w+`(?:, )?)+)", README, re.MULTILINE)
    return {code for row in rows for code in re.findall(r"`(\w+)`", row)}
