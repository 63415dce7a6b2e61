# SPDX-License-Identifier: Apache-2.0
"""ci/deploy, ci/rollback and ci/watch-budget with kubectl, on a substitute for a cluster."""

import os
import subprocess

import pytest
import yaml

from cluster import Cluster
from manifests import objects, rendered
from service import ROOT

API = "registry.digitalocean.com/nghe/api:"
UI = "registry.digitalocean.com/nghe/ui:"


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    cluster = Cluster(objects(rendered("staging")))
    config = {
        "apiVersion": "v1", "kind": "Config", "current-context": "test",
        "clusters": [{"name": "test", "cluster": {"server": cluster.start()}}],
        "users": [{"name": "nobody", "user": {}}],
        "contexts": [{"name": "test", "context": {"cluster": "test", "user": "nobody"}}],
    }
    (tmp_path / "config").write_text(yaml.safe_dump(config), "utf-8")
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))  # kubectl caches there what it discovers of a cluster
    monkeypatch.delenv("NGHE_REGISTRY", raising=False)
    yield cluster
    cluster.shutdown()


def step(name, *arguments):
    """Runs a script with short limits."""
    environment = os.environ | {
        "NGHE_ROLLOUT_TIMEOUT": "30s", "NGHE_WATCH_LOOKS": "3", "NGHE_WATCH_INTERVAL": "0"
    }
    return subprocess.run(
        [ROOT / "ci" / name, *arguments], env=environment, capture_output=True, text=True, timeout=180
    )


def serves(cluster):
    return cluster.image("nghe-api"), cluster.image("nghe-ui")


def test_a_version_becomes_ready_and_all_manifests_are_applied(cluster):
    done = step("deploy", "staging", "v1.0")
    assert done.returncode == 0, done.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")
    applied = [each for each in cluster.asked if each.startswith("PATCH")]
    assert len(applied) == len(objects(rendered("staging")))
    assert 'deployment "nghe-ui" successfully rolled out' in done.stdout


def test_a_release_that_does_not_become_ready_is_rolled_back(cluster):
    assert step("deploy", "staging", "v1.0").returncode == 0
    failed = step("deploy", "staging", "v1.1-broken", "v1.1")
    assert failed.returncode == 1
    assert "nghe-api does not become ready; rolling back" in failed.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")


def test_the_next_release_succeeds_after_a_rollback(cluster):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    back = step("rollback", "staging")
    assert back.returncode == 0, back.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")
    # kubectl's `rollout undo` now owns fields that the next release sets.
    done = step("deploy", "staging", "v1.2")
    assert done.returncode == 0, done.stderr
    assert serves(cluster) == (API + "v1.2", UI + "v1.2")


def test_a_change_of_the_page_alone_is_a_release(cluster):
    assert step("deploy", "staging", "v1.0", "v1.0").returncode == 0
    assert step("deploy", "staging", "v1.0", "v1.1").returncode == 0
    assert step("rollback", "staging").returncode == 0
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")


def test_a_release_within_the_error_budget_stays(cluster):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    cluster.failed = [None, "0", "72m"]
    watched = step("watch-budget", "staging")
    assert watched.returncode == 0, watched.stderr
    assert not cluster.failed
    assert serves(cluster) == (API + "v1.1", UI + "v1.1")


@pytest.mark.parametrize("share", ["73m", "72000001n", "1"])
def test_a_release_that_burns_the_error_budget_is_rolled_back(cluster, share):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    cluster.failed = ["3m", share]
    watched = step("watch-budget", "staging")
    assert watched.returncode == 1
    assert "more than 72 of 1000; rolling back" in watched.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")


def test_a_missing_metric_does_not_roll_back(cluster):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    cluster.failed = [""]
    assert step("watch-budget", "staging").returncode == 3
    assert serves(cluster) == (API + "v1.1", UI + "v1.1")


def test_the_limit_equals_that_of_the_alert():
    rules = yaml.safe_load((ROOT / "infra/observability/prometheus/slo.yaml").read_text("utf-8"))
    alerts = [each for group in rules["groups"] for each in group["rules"] if "alert" in each]
    burns = [each["expr"] for each in alerts if each["alert"] == "NgheErrorBudgetBurn"]
    assert "namespace:nghe_requests_failed:ratio_rate5m > 14.4 * 0.005" in burns[0]
    assert f"most={14.4 * 0.005 * 1000:.0f}\n" in (ROOT / "ci/watch-budget").read_text("utf-8")


def test_an_unknown_environment_is_refused(cluster):
    assert step("deploy", "moon", "v1.0").returncode == 2
    assert not cluster.asked
