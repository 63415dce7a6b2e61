# SPDX-License-Identifier: Apache-2.0
"""The manifests as Kustomize renders them."""

import functools
import subprocess
import tempfile
from pathlib import Path

import yaml

from service import ROOT

INFRA = ROOT / "infra"
OVERLAYS = ("staging", "production")


def kustomize(folder):
    command = ["kubectl", "kustomize", folder]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@functools.cache
def rendered(overlay, *components):
    """The YAML of an overlay with components."""
    folder = INFRA / "k8s/overlays" / overlay
    if not components:
        return kustomize(folder)
    # Kustomize accepts relative paths only, and none through a link.
    with tempfile.TemporaryDirectory(dir=INFRA / "k8s/overlays") as mixed:
        (Path(mixed) / "kustomization.yaml").write_text(
            yaml.safe_dump(
                {
                    "resources": [f"../{overlay}"],
                    "components": [f"../../components/{each}" for each in components],
                }
            )
        )
        return kustomize(mixed)


def variants():
    """Every overlay alone, and production with all components."""
    for overlay in OVERLAYS:
        yield overlay, rendered(overlay)
    components = sorted(path.name for path in (INFRA / "k8s/components").iterdir())
    yield "production+" + "+".join(components), rendered("production", *components)


def objects(text):
    return [each for each in yaml.safe_load_all(text) if each]


def pod_specs(things):
    """Pairs (name, pod spec) of all workloads."""
    for thing in things:
        if thing["kind"] in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
            yield f"{thing['kind']}/{thing['metadata']['name']}", thing["spec"]["template"]["spec"]
