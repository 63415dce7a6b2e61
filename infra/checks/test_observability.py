# SPDX-License-Identifier: Apache-2.0
"""Rules and dashboards use existing series, and every alert has a test and a runbook."""

import json
import re
import subprocess
import sys

import yaml

import service
from manifests import INFRA
from test_k8s import awaited

OBSERVABILITY = INFRA / "observability"
RULES = sorted((OBSERVABILITY / "prometheus").glob("*.yaml"))
PROMQL = re.compile(r"\b([a-z][a-z0-9_]*(?::[a-z0-9_]+)*)\b(?:\{([^}]*)\})?")


def rules():
    for path in RULES:
        for group in yaml.safe_load(path.read_text("utf-8"))["groups"]:
            yield from group["rules"]


def alerts():
    return {rule["alert"] for rule in rules() if "alert" in rule}


def expressions():
    for rule in rules():
        yield rule["expr"]
    for path in (OBSERVABILITY / "grafana/dashboards").glob("*.json"):
        board = json.loads(path.read_text("utf-8"))
        for panel in board["panels"]:
            for target in panel["targets"]:
                if panel["datasource"]["type"] == "prometheus":
                    yield target["expr"]
        for variable in board["templating"]["list"]:
            yield variable["query"]["query"]


def test_every_metric_and_label_in_use_exists():
    known = service.labels_of_metrics()
    for expression in expressions():
        for name, selector in PROMQL.findall(expression):
            if name.startswith("nghe_") and name not in awaited():
                assert name in known, f"{name} in {expression}"
                used = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", selector))
                assert used <= known[name] | {"namespace", "pod", "job"}, expression


def test_every_recorded_series_in_use_exists():
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    for expression in expressions():
        for name, _ in PROMQL.findall(expression):
            if ":" in name:
                assert name in recorded, f"{name} in {expression}"


def test_every_outcome_in_use_exists():
    codes = service.error_codes() | {"ok", "disconnected"}
    for expression in expressions():
        for values in re.findall(r'outcome=~?"([^"$]+)"', expression):
            if "nghe_requests_total" in expression:
                assert set(values.split("|")) <= codes, expression


def test_every_alert_is_tested():
    tested = set()
    for path in (OBSERVABILITY / "prometheus/tests").glob("*.yaml"):
        for case in yaml.safe_load(path.read_text("utf-8"))["tests"]:
            fired, quiet = set(), set()
            for check in case["alert_rule_test"]:
                (fired if check["exp_alerts"] else quiet).add(check["alertname"])
            tested |= (fired & quiet) | (fired & {"Watchdog"})
    assert tested == alerts()


def test_alerts_and_runbooks_correspond():
    assert {path.stem for path in (INFRA / "runbooks").glob("*.md")} == alerts()
    for rule in rules():
        if "alert" in rule:
            assert rule["annotations"]["runbook"] == f"infra/runbooks/{rule['alert']}.md"


def test_dashboards_are_up_to_date():
    script = OBSERVABILITY / "grafana/dashboards.py"
    subprocess.run([sys.executable, script, "--check"], check=True)
