# SPDX-License-Identifier: Apache-2.0
"""A substitute for a cluster: the part of Kubernetes' API that `kubectl apply` and `rollout` use.

Objects are stored as they are sent. A Deployment gets a ReplicaSet and a revision for each new pod
template, and becomes ready at the second request, unless the name of an image contains "broken": then
it reports that its progress deadline is exceeded. The metric of failed requests, which
prometheus-adapter would serve, is set by the test. Fields belong to the manager that set them last;
server-side apply by another is refused unless forced. Nothing is scheduled, pulled or run.
"""

import copy
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import yaml

DEPLOYMENTS = "/apis/apps/v1/namespaces/asr-system/deployments"
REPLICA_SETS = "/apis/apps/v1/namespaces/asr-system/replicasets"
FAILED = "/apis/custom.metrics.k8s.io/v1beta1/namespaces/asr-system/metrics/nghe_requests_failed_ratio"


def plural(kind):
    if kind.endswith("y"):
        return kind.lower()[:-1] + "ies"
    return kind.lower() + ("es" if kind.endswith(("s", "ss")) else "s")


class Cluster(ThreadingHTTPServer):
    """Serves the kinds of "things" on a free local port."""

    daemon_threads = True

    def __init__(self, things):
        super().__init__(("127.0.0.1", 0), Handler)
        self.kinds = {}
        for thing in things:
            namespaced = "namespace" in thing["metadata"]
            self.kinds.setdefault(thing["apiVersion"], {})[thing["kind"]] = namespaced
        self.kinds["apps/v1"]["ReplicaSet"] = True
        self.objects = {}
        self.owners = {}
        self.asked = []
        self.failed = []  # responses for the metric: a quantity, None without requests, "" for an error
        self.lock = threading.RLock()

    def start(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server_address[1]}"

    def image(self, deployment):
        pod = self.objects[f"{DEPLOYMENTS}/{deployment}"]["spec"]["template"]["spec"]
        return pod["containers"][0]["image"]

    def groups(self):
        names = {}
        for version in self.kinds:
            group, _, number = version.rpartition("/")
            if group:
                entry = {"groupVersion": version, "version": number}
                names.setdefault(group, []).append(entry)
        return [
            {"name": name, "versions": versions, "preferredVersion": versions[0]}
            for name, versions in names.items()
        ]

    def resources(self, version):
        return [
            {
                "name": plural(kind), "singularName": kind.lower(), "kind": kind,
                "namespaced": namespaced, "verbs": ["get", "list", "patch", "watch"],
            }
            for kind, namespaced in self.kinds[version].items()
        ]

    def schemas(self, version=None):
        """The part of OpenAPI that kubectl reads: the server validates fields itself."""
        if version is None:
            at = {f"apis/{each}" if "/" in each else f"api/{each}" for each in self.kinds}
            return {"paths": {each: {"serverRelativeURL": f"/openapi/v3/{each}"} for each in at}}
        group, _, number = version.rpartition("/")
        return {
            "openapi": "3.0.0", "info": {"title": "substitute", "version": "1"},
            "paths": {
                f"/{kind}": {
                    "patch": {
                        "parameters": [{"name": "fieldValidation", "in": "query"}],
                        "responses": {},
                        "x-kubernetes-group-version-kind": {
                            "group": group, "version": number, "kind": kind
                        },
                    }
                }
                for kind in self.kinds[version]
            },
        }

    def apply(self, path, thing, manager, force):
        """Server-side apply. Returns a message if another manager owns a field."""
        owner = self.owners.get(path, manager)
        changed = path in self.objects and self.objects[path].get("spec") != thing.get("spec")
        if owner != manager and changed and not force:
            return f'conflict with "{owner}": .spec.template'
        self.owners[path] = manager
        self.put(path, thing)
        return None

    def put(self, path, thing):
        before = self.objects.get(path)
        meta = thing["metadata"]
        meta["resourceVersion"] = str(len(self.asked))
        meta.setdefault("uid", path)
        if path.startswith(DEPLOYMENTS):
            if before:
                meta["annotations"] = {**before["metadata"].get("annotations", {}), **meta.get("annotations", {})}
            self.control(path, thing, before)
        self.objects[path] = thing

    def control(self, path, deployment, before):
        """Acts as the controller of Deployments."""
        meta, spec = deployment["metadata"], deployment["spec"]
        same = before and before["spec"]["template"] == spec["template"]
        generation = before["metadata"]["generation"] if before else 0
        meta["generation"] = generation + (not same)
        if same:
            deployment["status"] = before["status"]
            return
        sets = [s for s in self.sets() if s["metadata"]["ownerReferences"][0]["uid"] == path]
        revision = str(1 + max((int(revision_of(s)) for s in sets), default=0))
        meta.setdefault("annotations", {})["deployment.kubernetes.io/revision"] = revision
        for known in sets:
            if known["spec"]["template"]["spec"] == spec["template"]["spec"] and (
                known["spec"]["template"]["metadata"]["annotations"] == spec["template"]["metadata"]["annotations"]
            ):
                known["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = revision
                break
        else:
            name = f"{meta['name']}-{revision}"
            template = copy.deepcopy(spec["template"])
            template["metadata"].setdefault("annotations", {})
            self.objects[f"{REPLICA_SETS}/{name}"] = {
                "apiVersion": "apps/v1", "kind": "ReplicaSet",
                "metadata": {
                    "name": name, "namespace": "asr-system", "uid": name,
                    "labels": template["metadata"]["labels"],
                    "annotations": {"deployment.kubernetes.io/revision": revision},
                    "ownerReferences": [{
                        "apiVersion": "apps/v1", "kind": "Deployment", "controller": True,
                        "name": meta["name"], "uid": path,
                    }],
                },
                "spec": {"replicas": 0, "selector": spec["selector"], "template": template},
            }
        spec.setdefault("replicas", 3)
        deployment["status"] = status(meta, updated=0, of=spec["replicas"])

    def progress(self, deployment):
        """Becomes ready, or exceeds its deadline, after the first watch."""
        meta, replicas = deployment["metadata"], deployment["spec"]["replicas"]
        pods = deployment["spec"]["template"]["spec"]
        broken = any("broken" in each["image"] for each in pods["containers"])
        updated = 1 if broken else replicas
        deployment["status"] = status(meta, updated, replicas, exceeded=broken)
        meta["resourceVersion"] = str(int(meta["resourceVersion"]) + 1)

    def sets(self):
        return [thing for path, thing in self.objects.items() if path.startswith(REPLICA_SETS)]


def revision_of(thing):
    return thing["metadata"]["annotations"]["deployment.kubernetes.io/revision"]


def status(meta, updated, of, exceeded=False):
    reason = "ProgressDeadlineExceeded" if exceeded else "ReplicaSetUpdated"
    return {
        "observedGeneration": meta["generation"], "replicas": of + (0 < updated < of),
        "updatedReplicas": updated, "availableReplicas": of,
        "conditions": [
            {"type": "Progressing", "status": "False" if exceeded else "True", "reason": reason}
        ],
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body, code=200):
        data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def refuse(self, code, reason, message):
        self.answer(
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": code, "reason": reason, "message": message},
            code,
        )

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # kubectl closed the connection

    def do_GET(self):
        address = urlsplit(self.path)
        path, query = address.path.rstrip("/"), parse_qs(address.query)
        cluster = self.server
        with cluster.lock:
            cluster.asked.append(f"GET {path}")
            if path == FAILED:
                return self.failed(cluster.failed.pop(0))
            if path == "/api":
                return self.answer({"kind": "APIVersions", "versions": ["v1"]})
            if path == "/apis":
                return self.answer({"kind": "APIGroupList", "apiVersion": "v1", "groups": cluster.groups()})
            if path == "/openapi/v3":
                return self.answer(cluster.schemas())
            if path.startswith("/openapi/v3/"):
                version = path.removeprefix("/openapi/v3/").partition("/")[2]
                return self.answer(cluster.schemas(version))
            version = path.removeprefix("/apis/").removeprefix("/api/")
            if version in cluster.kinds:
                return self.answer({
                    "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": version,
                    "resources": cluster.resources(version),
                })
            if path in cluster.objects:
                return self.answer(cluster.objects[path])
            if path in (DEPLOYMENTS, REPLICA_SETS):
                return self.list(path, query)
        self.refuse(404, "NotFound", f"{path} not found")

    def failed(self, share):
        if share is None:
            return self.refuse(404, "NotFound", "the server could not find the metric")
        if share == "":
            return self.refuse(503, "ServiceUnavailable", "the server is currently unable to handle the request")
        about = {"kind": "Namespace", "name": "asr-system", "apiVersion": "/v1"}
        self.answer({
            "kind": "MetricValueList", "apiVersion": "custom.metrics.k8s.io/v1beta1", "metadata": {},
            "items": [{"describedObject": about, "metricName": "nghe_requests_failed_ratio", "value": share}],
        })

    def list(self, path, query):
        things = [thing for key, thing in self.server.objects.items() if key.startswith(path + "/")]
        name = query.get("fieldSelector", ["="])[0].removeprefix("metadata.name=")
        label = query.get("labelSelector", [""])[0].partition("=")[2]
        if name.strip("="):
            things = [each for each in things if each["metadata"]["name"] == name]
        if label:
            things = [each for each in things if label in each["metadata"]["labels"].values()]
        if "sendInitialEvents" in query:  # a form of watch of newer servers
            return self.refuse(422, "Invalid", "sendInitialEvents is unknown")
        if "watch" in query:
            return self.watch(things[0])
        kind = "DeploymentList" if path == DEPLOYMENTS else "ReplicaSetList"
        self.answer({
            "kind": kind, "apiVersion": "apps/v1", "metadata": {"resourceVersion": str(len(self.server.asked))},
            "items": things,
        })

    def watch(self, deployment):
        self.server.progress(deployment)
        event = json.dumps({"type": "MODIFIED", "object": deployment}).encode() + b"\n"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(event)))
        self.end_headers()
        self.wfile.write(event)

    def do_PATCH(self):
        address = urlsplit(self.path)
        query = parse_qs(address.query)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        manager = query.get("fieldManager", ["kubectl"])[0]
        cluster = self.server
        with cluster.lock:
            cluster.asked.append(f"PATCH {address.path}")
            if self.headers["Content-Type"].startswith("application/apply-patch"):
                conflict = cluster.apply(address.path, yaml.safe_load(body), manager, query.get("force") == ["true"])
                if conflict:
                    return self.refuse(409, "Conflict", f"Apply failed with 1 {conflict}")
            elif address.path in cluster.objects:
                cluster.owners[address.path] = manager
                cluster.put(address.path, patched(cluster.objects[address.path], json.loads(body)))
            else:
                return self.refuse(404, "NotFound", f"{address.path} not found")
            self.answer(cluster.objects[address.path])


def patched(thing, operations):
    """Applies a JSON patch of replacements, as `rollout undo` sends it."""
    thing = copy.deepcopy(thing)
    for operation in operations:
        assert operation["op"] in ("replace", "add"), operation
        *parents, last = operation["path"].strip("/").split("/")
        node = thing
        for each in parents:
            node = node[each]
        node[last] = operation["value"]
    return thing
