#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Generates the dashboards: this file defines the title, unit and queries of each panel.

dashboards.py          writes dashboards/*.json
dashboards.py --check  exits with 1 if they are out of date
"""

import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "dashboards"
WIDTH, HEIGHT, COLUMNS = 8, 8, 3
PROMETHEUS = {"type": "prometheus", "uid": "prometheus"}
HERE = 'namespace=~"$namespace"'
PODS = f'{HERE},pod=~"$pod"'


def panel(title, unit, *queries, kind="timeseries", help=""):
    """A panel of pairs (expression, legend)."""
    return {
        "title": title,
        "description": help,
        "type": kind,
        "datasource": PROMETHEUS,
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + i), "datasource": PROMETHEUS, "expr": expr, "legendFormat": legend}
            for i, (expr, legend) in enumerate(queries)
        ],
    }


def logs(title, query):
    """A full-width panel with lines from Loki."""
    loki = {"type": "loki", "uid": "loki"}
    return {
        "title": title,
        "type": "logs",
        "datasource": loki,
        "targets": [{"refId": "A", "datasource": loki, "expr": query}],
    }


def quantiles(metric):
    """The 50th, 95th and 99th percentile of a histogram."""
    return [
        (f"histogram_quantile({q}, sum by (le) (rate({metric}_bucket{{{PODS}}}[$__rate_interval])))", f"p{q * 100:g}")
        for q in (0.5, 0.95, 0.99)
    ]


def rate(metric, by, labels=""):
    labels = PODS + ("," + labels if labels else "")
    return f"sum by ({by}) (rate({metric}{{{labels}}}[$__rate_interval]))"


def variable(name, query):
    return {
        "name": name,
        "type": "query",
        "datasource": PROMETHEUS,
        "query": {"query": query, "refId": name},
        "refresh": 2,
        "includeAll": True,
        "allValue": ".*",
        "multi": True,
        "current": {"text": "All", "value": "$__all"},
    }


def place(panels):
    """Places three panels in a row; logs get a row of their own."""
    x = y = 0
    for number, each in enumerate(panels):
        wide = each["type"] == "logs"
        if x and (wide or x == COLUMNS * WIDTH):
            x, y = 0, y + HEIGHT
        width = COLUMNS * WIDTH if wide else WIDTH
        each["id"] = number + 1
        each["gridPos"] = {"x": x, "y": y, "w": width, "h": HEIGHT}
        x += width


def dashboard(uid, title, panels):
    place(panels)
    return {
        "uid": f"nghe-{uid}",
        "title": f"Nghe: {title}",
        "tags": ["nghe"],
        "timezone": "browser",
        "schemaVersion": 39,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "links": [{"type": "dashboards", "title": "Nghe", "tags": ["nghe"], "asDropdown": True}],
        "templating": {
            "list": [
                variable("namespace", "label_values(nghe_queue_depth, namespace)"),
                variable("pod", 'label_values(nghe_queue_depth{namespace=~"$namespace"}, pod)'),
            ]
        },
        "panels": panels,
    }


def service():
    return [
        panel("Replicas up", "short", (f'sum by (namespace) (up{{job="nghe-api",{PODS}}})', "{{namespace}}"), kind="stat"),
        panel("Requests", "reqps", (rate("nghe_requests_total", "outcome") + " > 0", "{{outcome}}"), help="By outcome."),
        panel("Response time", "s", *quantiles("nghe_request_seconds"), help="From headers to response; grows with the length of recordings."),
        panel("Queue wait", "s", *quantiles("nghe_queue_wait_seconds"), help="From upload to worker. The objective is on the SLO dashboard."),
        panel("Queue depth", "short", (f"nghe_queue_depth{{{PODS}}}", "{{pod}}"), help="Recordings that wait. The autoscaler adds replicas above an average of 4."),
        panel("Refused for load or state (503)", "reqps", (rate("nghe_rejected_total", "reason") + " > 0", "{{reason}}")),
        panel("Refused for credentials or limits", "reqps", (rate("nghe_access_refused_total", "reason") + " > 0", "{{reason}}")),
        panel("Memory reserved for uploads", "bytes", (f"nghe_upload_memory_bytes{{{PODS}}}", "{{pod}}")),
        panel("Keys in the key file", "short", (f"nghe_api_keys{{{PODS}}}", "{{pod}}"), (f"nghe_key_file_current{{{PODS}}}", "{{pod}} current")),
        panel("Realtime sessions", "short", (f"nghe_realtime_sessions_open{{{PODS}}}", "{{pod}}"), help="At most nghe.realtime.sessions per replica."),
        panel("Realtime sessions ended", "reqps", (rate("nghe_realtime_sessions_total", "end") + " > 0", "{{end}}"), help="By reason."),
        panel("Realtime audio", "short", (rate("nghe_realtime_audio_seconds_total", "pod"), "{{pod}}"), help="Seconds of audio per second: number of simultaneous speakers."),
        panel("Events of pages", "cps", (rate("nghe_page_events_total", "level"), "{{level}}"), help="Reported by browsers; each is a line of the log below, with logger vn.nghe.page."),
        logs("Warnings and errors", '{namespace=~"$namespace",app="nghe-api",level=~"WARNING|SEVERE"}'),
        logs("Pages", '{namespace=~"$namespace",app="nghe-api"} | logger="vn.nghe.page"'),
    ]


def engine():
    return [
        panel("Audio transcribed", "short", (rate("nghe_audio_seconds_total", "pod"), "{{pod}}"), help="Seconds of audio per second."),
        panel("Worker time", "short", (rate("nghe_compute_seconds_total", "pod"), "{{pod}}"), help="Seconds of work per second: average number of busy workers."),
        panel("Real-time factor, overall", "percentunit", ("namespace:nghe_real_time_factor:ratio_rate5m" + f"{{{HERE}}}", "{{namespace}}"), help="Worker time divided by the length of the audio."),
        panel("Real-time factor per recording", "percentunit", *quantiles("nghe_real_time_factor")),
        panel("Time by stage", "percentunit", (rate("nghe_stage_seconds_sum", "stage"), "{{stage}}"), help="Seconds per second in each stage. queue is waiting; upload depends on the client."),
        panel("Stage duration, p95", "s", (f"histogram_quantile(0.95, sum by (le, stage) (rate(nghe_stage_seconds_bucket{{{PODS}}}[$__rate_interval])))", "{{stage}}"), help="Per segment of a recording."),
        panel("Workers busy", "short", (f"nghe_workers_busy{{{PODS}}}", "{{pod}}")),
        panel("Recordings between turns", "short", (f"nghe_clips_paused{{{PODS}}}", "{{pod}}"), help="Long recordings that wait while others have their turn."),
    ]


def models():
    return [
        panel("Served versions", "short", (f"count by (name, version) (nghe_model_info{{{PODS}}})", "{{name}} {{version}}"), help="Replicas by version; more than one line only during a change of version."),
        panel("Models in memory", "short", (f"nghe_models_open{{{PODS}}}", "{{pod}}"), help="Two while requests finish on the previous version."),
        panel("Changes of version", "short", (f"sum by (outcome) (increase(nghe_model_swaps_total{{{PODS}}}[$__rate_interval]))", "{{outcome}}")),
        panel("Errors of the store", "short", (f"sum by (reason) (increase(nghe_registry_errors_total{{{PODS}}}[$__rate_interval]))", "{{reason}}")),
    ]


def jvm():
    return [
        panel("CPU", "short", (rate("process_cpu_seconds_total", "pod", 'job="nghe-api"'), "{{pod}}"), help="Cores."),
        panel("Resident memory", "bytes", (f'process_resident_memory_bytes{{job="nghe-api",{PODS}}}', "{{pod}}")),
        panel("Heap in use", "bytes", (f'jvm_memory_used_bytes{{area="heap",{PODS}}}', "{{pod}}"), (f'jvm_memory_max_bytes{{area="heap",{PODS}}}', "{{pod}} maximum")),
        panel("Old generation after a collection", "bytes", (f'jvm_memory_pool_collection_used_bytes{{pool="Tenured Gen",{PODS}}}', "{{pod}}")),
        panel("Time in collections", "percentunit", (rate("jvm_gc_collection_seconds_sum", "pod, gc"), "{{pod}} {{gc}}")),
        panel("Allocation", "Bps", (rate("jvm_memory_pool_allocated_bytes_total", "pod"), "{{pod}}")),
        panel("Memory outside the heap", "bytes", (f'jvm_memory_used_bytes{{area="nonheap",{PODS}}}', "{{pod}} code and classes"), (f"jvm_buffer_pool_used_bytes{{{PODS}}}", "{{pod}} {{pool}}")),
        panel("Threads", "short", (f"jvm_threads_current{{{PODS}}}", "{{pod}}"), (f"jvm_threads_deadlocked{{{PODS}}}", "{{pod}} deadlocked")),
        panel("Open files and connections", "short", (f'process_open_fds{{job="nghe-api",{PODS}}}', "{{pod}}")),
        panel("Uptime", "s", (f'time() - process_start_time_seconds{{job="nghe-api",{PODS}}}', "{{pod}}")),
        panel("Time in the JIT compiler", "percentunit", (rate("jvm_compilation_time_seconds_total", "pod"), "{{pod}}")),
        panel("Runtime", "short", (f"count by (version, vendor) (jvm_runtime_info{{{PODS}}})", "{{vendor}} {{version}}"), kind="stat"),
    ]


def slo():
    def left(record, budget):
        return f"1 - avg_over_time({record}:ratio_rate1h{{{HERE}}}[30d]) / {budget}"

    def burn(record, budget):
        return [(f"{record}:ratio_rate{window}{{{HERE}}} / {budget}", f"{{{{namespace}}}} {window}") for window in ("1h", "6h", "1d", "3d")]

    failed, slow = "namespace:nghe_requests_failed", "namespace:nghe_queue_wait_long"
    return [
        panel("Error budget left, 30 days", "percentunit", (left(failed, 0.005), "{{namespace}}"), kind="stat", help="Objective: 99.5 % of transcriptions do not fail because of the service."),
        panel("Burn rate of errors", "short", *burn(failed, 0.005), help="A rate of 1 uses the budget in 30 days. Alerts at 14.4, 6, 3 and 1."),
        panel("Share of failed requests", "percentunit", (f"{failed}:ratio_rate5m{{{HERE}}}", "{{namespace}} 5m")),
        panel("Wait budget left, 30 days", "percentunit", (left(slow, 0.01), "{{namespace}}"), kind="stat", help="Objective: 99 % of recordings wait at most 2.5 s for a worker."),
        panel("Burn rate of waiting", "short", *burn(slow, 0.01)),
        panel("Share that waits over 2.5 s", "percentunit", (f"{slow}:ratio_rate5m{{{HERE}}}", "{{namespace}} 5m")),
        panel("Requests", "reqps", (f"namespace:nghe_requests:rate5m{{{HERE}}}", "{{namespace}}")),
        panel("Response time, p95", "s", (f"namespace:nghe_request_seconds:p95_5m{{{HERE}}}", "{{namespace}}")),
        panel("Queue wait, p95", "s", (f"namespace:nghe_queue_wait_seconds:p95_5m{{{HERE}}}", "{{namespace}}")),
    ]


DASHBOARDS = {
    "service": dashboard("service", "service", service()),
    "engine": dashboard("engine", "engine", engine()),
    "models": dashboard("models", "models", models()),
    "jvm": dashboard("jvm", "JVM", jvm()),
    "slo": dashboard("slo", "SLO", slo()),
}


def main():
    check = sys.argv[1:] == ["--check"]
    stale = []
    for name, content in DASHBOARDS.items():
        path = FOLDER / f"{name}.json"
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        if check:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(str(path))
        else:
            path.write_text(text, "utf-8")
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run dashboards.py")


main()
