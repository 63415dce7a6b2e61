# SPDX-License-Identifier: Apache-2.0
"""The checks of ci/observe: series in Prometheus, traces in Jaeger, and fields of the log.

observe.py PROMETHEUS JAEGER LOG
"""

import json
import re
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

INFRA = Path(__file__).resolve().parents[1]
DASHBOARDS = sorted((INFRA / "observability/grafana/dashboards").glob("*.json"))
# The stages in docs/observability.md, in the order of processing.
STAGES = re.findall(
    r"^\| `(\w+)` \|", (INFRA.parent / "docs/observability.md").read_text("utf-8").partition("## Spans")[2], re.MULTILINE
)
PATIENCE = 60


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


def until(look):
    """Repeats "look" until it returns something, or for a minute."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(1)
    return found


def panels():
    """Queries of dashboards, with variables substituted."""
    found = set()
    for path in DASHBOARDS:
        for panel in json.loads(path.read_text("utf-8"))["panels"]:
            if panel["datasource"]["type"] == "prometheus":
                for target in panel["targets"]:
                    text = target["expr"].replace("$__rate_interval", "1m")
                    found.add(text.replace("$namespace", ".*").replace("$pod", ".*"))
    return found


def series(expressions):
    """Names of series in expressions."""
    names = {"up"}
    for expression in expressions:
        bare = re.sub(r'"[^"]*"', '""', expression)
        bare = re.sub(r"\b(?:by|without|on|ignoring) \([^)]*\)", "", bare)
        bare = re.sub(r"\{[^}]*\}", "{}", bare)
        names |= set(re.findall(r"\b(?:nghe|jvm|process|namespace)[a-z0-9_]*(?:_|:)[a-zA-Z0-9_:]+", bare))
    return names


def check_series(prometheus):
    def ask(expression):
        query = urllib.parse.urlencode({"query": expression})
        return fetch(f"{prometheus}/api/v1/query?{query}")["data"]["result"]

    groups = fetch(f"{prometheus}/api/v1/rules")["data"]["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    asked = panels()
    names = series({rule["query"] for rule in rules} | asked)
    missing = set(names)

    def all_there():
        missing.difference_update([name for name in missing if ask(name)])
        return not missing

    until(all_there)
    empty = [panel for panel in sorted(asked) if not ask(panel)]
    broken = [rule["name"] for rule in rules if rule.get("health") == "err"]
    firing = [rule["name"] for rule in rules if rule.get("state") == "firing" and rule["name"] != "Watchdog"]
    print(f"{len(names)} series named, {len(missing)} missing")
    print(f"{len(asked)} queries of dashboards, {len(empty)} without a result")
    print(f"{len(rules)} rules, {len(broken)} broken, firing: {firing or 'none'}")
    for line in empty:
        print(f"  empty: {line}")
    return [f"no series {name}" for name in sorted(missing)] + broken + firing


def check_trace(jaeger):
    """Checks that the trace of a transcription has every stage below the request and within its time."""
    query = urllib.parse.urlencode({"service": "nghe", "operation": "POST /v1/audio/transcriptions", "limit": 50})

    def complete():
        for trace in fetch(f"{jaeger}/api/traces?{query}")["data"]:
            root = next(span for span in trace["spans"] if span["operationName"].startswith("POST"))
            below = [
                span
                for span in trace["spans"]
                if any(each["spanID"] == root["spanID"] for each in span["references"])
            ]
            if {span["operationName"] for span in below} >= set(STAGES):
                return root, below
        return None

    found = until(complete)
    if not found:
        return [f"no trace with all of {', '.join(STAGES)}"]
    root, below = found
    print(f"a trace of {root['duration'] / 1000:.1f} ms in Jaeger:")
    for span in sorted(below, key=lambda each: each["startTime"]):
        begin = (span["startTime"] - root["startTime"]) / 1000
        print(f"  {span['operationName']:9} from {begin:6.1f} ms, for {span['duration'] / 1000:6.1f} ms")
    # Times of spans have microsecond precision.
    late = [s for s in below if s["startTime"] + s["duration"] > root["startTime"] + root["duration"] + 1000]
    return [f"stage {span['operationName']} ends after its request" for span in late]


def expressions():
    """Fields that the collector reads: its own names and those of the log line."""
    text = (INFRA / "observability/alloy/ecs.alloy").read_text("utf-8")
    return dict(re.findall(r'(\w+)\s*=\s*"\\"([^"\\]+)\\""', text))


def check_log(log):
    """Checks that every line has the required fields and every expression of the collector matches."""
    wanted = expressions()
    lines = [line for line in Path(log).read_text("utf-8").splitlines() if line.startswith("{")]
    found = dict.fromkeys(wanted, 0)
    faults, events = [], 0
    for line in lines:
        fields = json.loads(line)
        for name, field in wanted.items():
            found[name] += field in fields
        for name in ("time", "level"):
            if wanted[name] not in fields:
                faults.append(f"a line without {wanted[name]}: {line[:120]}")
        if fields.get("log.level") not in ("INFO", "WARNING", "SEVERE"):
            faults.append(f"an unknown level: {line[:120]}")
        events += fields.get("log.logger") == "vn.nghe.page" and fields.get("event.action") == "transcribe"
    print(f"{len(lines)} log lines, {events} of them events of a page; fields found: {found}")
    faults += [f"no line has {wanted[name]}" for name, count in found.items() if not count]
    return faults + ([] if events else ["the event of the page is not in the log"])


def main(prometheus, jaeger, log):
    faults = check_series(prometheus) + check_trace(jaeger) + check_log(log)
    for fault in faults:
        print(f"FAILED: {fault}", file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main(*sys.argv[1:])
