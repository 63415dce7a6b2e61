# SPDX-License-Identifier: Apache-2.0
"""ci/deploy and ci/rollback, with kubectl, on a cluster to rehearse on."""

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
        "apiVersion": "v1", "kind": "Config", "current-context": "rehearsal",
        "clusters": [{"name": "rehearsal", "cluster": {"server": cluster.start()}}],
        "users": [{"name": "nobody", "user": {}}],
        "contexts": [{"name": "rehearsal", "context": {"cluster": "rehearsal", "user": "nobody"}}],
    }
    (tmp_path / "config").write_text(yaml.safe_dump(config), "utf-8")
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))  # where kubectl keeps what it has learnt of a cluster
    monkeypatch.delenv("NGHE_REGISTRY", raising=False)
    yield cluster
    cluster.shutdown()


def step(name, *arguments):
    """Runs a step; it must not hang longer than the rollout may take."""
    environment = os.environ | {
        "NGHE_ROLLOUT_TIMEOUT": "30s", "NGHE_WATCH_LOOKS": "3", "NGHE_WATCH_INTERVAL": "0"
    }
    return subprocess.run(
        [ROOT / "ci" / name, *arguments], env=environment, capture_output=True, text=True, timeout=180
    )


def serves(cluster):
    return cluster.image("nghe-api"), cluster.image("nghe-ui")


def test_a_version_comes_up_and_all_of_the_manifests_are_applied(cluster):
    done = step("deploy", "staging", "v1.0")
    assert done.returncode == 0, done.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")
    applied = [each for each in cluster.asked if each.startswith("PATCH")]
    assert len(applied) == len(objects(rendered("staging")))
    assert 'deployment "nghe-ui" successfully rolled out' in done.stdout


def test_what_does_not_come_up_goes_back_with_all_of_its_release(cluster):
    assert step("deploy", "staging", "v1.0").returncode == 0
    failed = step("deploy", "staging", "v1.1-broken", "v1.1")
    assert failed.returncode == 1
    assert "nghe-api does not become ready; rolling back" in failed.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")


def test_the_release_before_comes_back_and_the_next_one_is_not_hindered(cluster):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    back = step("rollback", "staging")
    assert back.returncode == 0, back.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")
    # kubectl's `rollout undo` now owns fields that the next release sets.
    done = step("deploy", "staging", "v1.2")
    assert done.returncode == 0, done.stderr
    assert serves(cluster) == (API + "v1.2", UI + "v1.2")


def test_a_page_that_changes_alone_is_a_release_like_any(cluster):
    assert step("deploy", "staging", "v1.0", "v1.0").returncode == 0
    assert step("deploy", "staging", "v1.0", "v1.1").returncode == 0
    assert step("rollback", "staging").returncode == 0
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")


def test_a_release_that_fails_few_requests_stays(cluster):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    cluster.failed = [None, "0", "72m"]
    watched = step("watch-budget", "staging")
    assert watched.returncode == 0, watched.stderr
    assert not cluster.failed
    assert serves(cluster) == (API + "v1.1", UI + "v1.1")


@pytest.mark.parametrize("share", ["73m", "72000001n", "1"])
def test_a_release_that_uses_up_what_may_fail_goes_back(cluster, share):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    cluster.failed = ["3m", share]
    watched = step("watch-budget", "staging")
    assert watched.returncode == 1
    assert "more than 72 of 1000; rolling back" in watched.stderr
    assert serves(cluster) == (API + "v1.0", UI + "v1.0")


def test_not_to_know_what_fails_is_no_reason_to_go_back(cluster):
    for tag in ("v1.0", "v1.1"):
        assert step("deploy", "staging", tag).returncode == 0
    cluster.failed = [""]
    assert step("watch-budget", "staging").returncode == 3
    assert serves(cluster) == (API + "v1.1", UI + "v1.1")


def test_the_budget_is_that_of_the_alert():
    rules = yaml.safe_load((ROOT / "infra/observability/prometheus/slo.yaml").read_text("utf-8"))
    alerts = [each for group in rules["groups"] for each in group["rules"] if "alert" in each]
    burns = [each["expr"] for each in alerts if each["alert"] == "NgheErrorBudgetBurn"]
    assert "namespace:nghe_requests_failed:ratio_rate5m > 14.4 * 0.005" in burns[0]
    assert f"most={14.4 * 0.005 * 1000:.0f}\n" in (ROOT / "ci/watch-budget").read_text("utf-8")


def test_an_unknown_place_is_refused(cluster):
    assert step("deploy", "moon", "v1.0").returncode == 2
    assert not cluster.asked
