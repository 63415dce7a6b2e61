# SPDX-License-Identifier: Apache-2.0
"""ci/deploy-compose and ci/rollback-compose with ssh, on a substitute for a machine with Docker."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from machine import Machine
from manifests import INFRA
from service import ROOT

API = "registry.digitalocean.com/nghe/api"
UI = "registry.digitalocean.com/nghe/ui"
DIGESTS = [f"sha256:{digit * 64}" for digit in "123"]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    machine = Machine(tmp_path)
    (machine.home / "secrets").mkdir(parents=True)
    (machine.home / ".env").write_text("NGHE_SITE=asr.example.vn\nNGHE_REPLICAS=2\n", "utf-8")
    for secret in yaml.safe_load((INFRA / "compose/compose.yaml").read_text("utf-8"))["secrets"].values():
        (machine.home / secret["file"]).write_text("kept", "utf-8")
    (machine.home / "secrets/keys").mkdir()
    monkeypatch.setenv("NGHE_SSH_CONFIG", str(machine.start()))
    monkeypatch.setenv("NGHE_COMPOSE_FOLDER", str(machine.home))
    monkeypatch.delenv("NGHE_REGISTRY", raising=False)
    yield machine
    machine.stop()


def step(name, *arguments):
    return subprocess.run(
        [ROOT / "ci" / name, *arguments], env=os.environ | {"NGHE_ROLLOUT_TIMEOUT": "30"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180,
    )


def deploy(*arguments):
    done = step("deploy-compose", "machine", *arguments)
    assert done.returncode == 0, done.stderr


def releases(machine):
    return sorted(each.name for each in (machine.home / "releases").iterdir())


def pinned(digest):
    return f"{API}@{digest}", f"{UI}@{digest}"


def test_images_are_pinned_by_digest(machine):
    deploy(*DIGESTS[:2])
    assert machine.serves() == (f"{API}@{DIGESTS[0]}", f"{UI}@{DIGESTS[1]}")
    assert (machine.home / "current").resolve() == machine.home / "releases" / releases(machine)[0]


def test_an_unhealthy_release_is_rolled_back(machine):
    deploy(DIGESTS[0])
    failed = step("deploy-compose", "machine", "v2-broken", "v2")
    assert failed.returncode == 1
    assert "container nghe-api-1 is unhealthy" in failed.stderr
    assert f"rolling back to {releases(machine)[0]}" in failed.stderr
    assert machine.serves() == pinned(DIGESTS[0])
    # The failed release was never current, so a rollback skips it.
    deploy(DIGESTS[1])
    assert step("rollback-compose", "machine").returncode == 0
    assert machine.serves() == pinned(DIGESTS[0])


def test_the_first_release_cannot_be_rolled_back(machine):
    failed = step("deploy-compose", "machine", "v1-broken")
    assert failed.returncode == 1
    assert not (machine.home / "current").exists()
    deploy(DIGESTS[0])
    back = step("rollback-compose", "machine")
    assert back.returncode == 2
    assert "there is no previous release" in back.stderr
    assert machine.serves() == pinned(DIGESTS[0])


def test_a_rollback_restores_configuration_and_pulls_nothing(machine):
    deploy(DIGESTS[0])
    deploy(DIGESTS[1])
    pulled = machine.state()["pulled"]
    back = step("rollback-compose", "machine")
    assert back.returncode == 0, back.stderr
    assert machine.serves() == pinned(DIGESTS[0])
    assert machine.state()["pulled"] == pulled
    first = machine.home / "releases" / releases(machine)[0]
    for mount in machine.state()["running"]["prometheus"]["mounts"]:
        assert Path(mount).is_relative_to(first) and Path(mount).exists(), mount
    deploy(DIGESTS[2])
    assert step("rollback-compose", "machine").returncode == 0
    assert machine.serves() == pinned(DIGESTS[0])


def test_a_rollback_to_a_named_release(machine):
    for digest in DIGESTS:
        deploy(digest)
    assert step("rollback-compose", "machine", releases(machine)[0]).returncode == 0
    assert machine.serves() == pinned(DIGESTS[0])
    unknown = step("rollback-compose", "machine", "20200101T000000.000Z")
    assert unknown.returncode == 2
    assert machine.serves() == pinned(DIGESTS[0])


def test_secrets_and_settings_stay_on_the_machine(machine):
    deploy(DIGESTS[0])
    brought = (machine.home / "releases" / releases(machine)[0]) / "infra" / "compose"
    assert (brought / "secrets").resolve() == machine.home / "secrets"
    assert not (brought / ".env").exists()


def test_a_dry_run_does_not_connect(machine):
    done = step("deploy-compose", "--dry-run", "machine", DIGESTS[0])
    assert done.returncode == 0
    assert f"{API}@{DIGESTS[0]}" in done.stdout
    assert not machine.commands
