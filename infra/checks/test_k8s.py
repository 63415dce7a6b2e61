# SPDX-License-Identifier: Apache-2.0
"""Project rules for the manifests, beyond their schemas."""

import json
import re

import kubernetes_validate
import pytest

import service
from manifests import INFRA, pod_specs

# Custom resources, which have no schema in Kubernetes.
CUSTOM = {"ClusterIssuer"}
VALID = set()


def awaited():
    lines = (INFRA / "checks/awaited.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def find(things, kind, name):
    return next(
        each
        for each in things
        if each["kind"] == kind and re.fullmatch(name, each["metadata"]["name"])
    )


def api(things):
    return find(things, "Deployment", "nghe-api")["spec"]["template"]["spec"]


def seconds(duration):
    """Seconds of an ISO 8601 duration in minutes and seconds."""
    minutes, rest = re.fullmatch(r"PT(?:(\d+)M)?(?:(\d+)S)?", duration).groups()
    return int(minutes or 0) * 60 + int(rest or 0)


@pytest.mark.parametrize("version", ["1.31", "1.32", "1.33", "1.34"])
def test_every_object_is_valid(things, version):
    for thing in things:
        # Most objects are equal in all overlays, and validation is slow.
        key = version, json.dumps(thing, sort_keys=True)
        if thing["kind"] not in CUSTOM and key not in VALID:
            kubernetes_validate.validate(thing, version, strict=True)
            VALID.add(key)


def test_settings_of_the_api_exist(things):
    known = {service.variable(key) for key in service.settings()} | awaited()
    config = find(things, "ConfigMap", "nghe-api-.*")["data"]
    names = {name for name in config if name.startswith("NGHE_")}
    names |= {each["name"] for each in api(things)["containers"][0]["env"]}
    unknown = {name for name in names if name.startswith("NGHE_")} - known
    assert not unknown


def test_probes_use_paths_and_ports_of_the_service(things):
    container = api(things)["containers"][0]
    ports = {port["name"] for port in container["ports"]}
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["path"] in service.paths(), probe
        assert container[probe]["httpGet"]["port"] in ports, probe


def test_services_and_ingress_rules_use_ports_of_pods(things):
    workloads = {
        (each["metadata"]["namespace"], each["metadata"]["name"]): {
            port["name"]
            for container in each["spec"]["template"]["spec"]["containers"]
            for port in container.get("ports", [])
        }
        for each in things
        if each["kind"] in ("Deployment", "StatefulSet")
    }
    services = {}
    for each in things:
        if each["kind"] == "Service":
            namespace = each["metadata"]["namespace"]
            target = each["spec"]["selector"]["app.kubernetes.io/name"]
            ports = {port["targetPort"] for port in each["spec"]["ports"]}
            assert ports <= workloads[namespace, target], each["metadata"]["name"]
            services[each["metadata"]["name"]] = {port["name"] for port in each["spec"]["ports"]}
    for rule in find(things, "Ingress", "nghe")["spec"]["rules"]:
        for path in rule["http"]["paths"]:
            backend = path["backend"]["service"]
            assert backend["port"]["name"] in services[backend["name"]]


def test_termination_grace_period_covers_the_shutdown(things):
    config = find(things, "ConfigMap", "nghe-api-.*")["data"]
    spec = api(things)
    sleep = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
    needed = sleep + seconds(config["NGHE_SHUTDOWN_GRACE_PERIOD"])
    assert spec["terminationGracePeriodSeconds"] >= needed + 5


def test_limits_of_the_ingress_exceed_those_of_the_service(things):
    config = find(things, "ConfigMap", "nghe-api-.*")["data"]
    notes = find(things, "Ingress", "nghe")["metadata"]["annotations"]
    timeout = int(notes["nginx.ingress.kubernetes.io/proxy-read-timeout"])
    assert timeout > seconds(config["NGHE_REQUEST_DEADLINE"])
    size = notes["nginx.ingress.kubernetes.io/proxy-body-size"]
    assert int(size.removesuffix("m")) * 2**20 > 25 * 2**20


def test_the_heap_fits_what_the_settings_allow(things):
    config = find(things, "ConfigMap", "nghe-api-.*")["data"]
    container = api(things)["containers"][0]
    limit = int(container["resources"]["limits"]["memory"].removesuffix("Gi")) * 2**30
    options = next(e["value"] for e in container["env"] if e["name"] == "JAVA_TOOL_OPTIONS")
    heap = limit * float(re.search(r"MaxRAMPercentage=(\d+)", options)[1]) / 100
    hours = seconds(config["NGHE_LONGEST_AUDIO"].replace("1H", "60M")) / 3600
    audio = 2 * int(config["NGHE_WORKERS"]) * 230e6 * hours
    assert heap >= audio + 2 * int(config["NGHE_UPLOAD_MEMORY_BYTES"])


def test_the_queue_target_of_the_autoscaler_is_below_the_capacity(things):
    config = find(things, "ConfigMap", "nghe-api-.*")["data"]
    metrics = find(things, "HorizontalPodAutoscaler", "nghe-api")["spec"]["metrics"]
    pods = next(metric["pods"] for metric in metrics if metric["type"] == "Pods")
    assert pods["metric"]["name"] in service.labels_of_metrics()
    assert int(pods["target"]["averageValue"]) < int(config["NGHE_QUEUE_CAPACITY"])


def test_containers_are_restricted(things):
    for name, spec in pod_specs(things):
        assert spec["securityContext"]["runAsNonRoot"] is True, name
        assert spec["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault", name
        for volume in spec.get("volumes", []):
            assert "hostPath" not in volume, name
        for container in spec["containers"]:
            context = container["securityContext"]
            assert context["readOnlyRootFilesystem"] is True, name
            assert context["allowPrivilegeEscalation"] is False, name
            assert context["capabilities"] == {"drop": ["ALL"]}, name
            assert set(container["resources"]) == {"requests", "limits"}, name
            assert {"readinessProbe", "livenessProbe"} <= set(container), name


def test_images_have_a_version(things):
    for name, spec in pod_specs(things):
        for container in spec["containers"]:
            tag = container["image"].rpartition(":")[2]
            assert re.search(r"\d+\.\d+", tag), f"{name}: {container['image']}"


def test_every_namespace_denies_traffic_by_default(things):
    namespaces = {each["metadata"]["name"] for each in things if each["kind"] == "Namespace"}
    denied = {
        each["metadata"]["namespace"]
        for each in things
        if each["kind"] == "NetworkPolicy" and each["metadata"]["name"] == "default-deny"
    }
    assert namespaces == denied == {"asr-system", "monitoring", "observability"}


def test_secrets_are_not_in_git_and_are_documented(things):
    assert not [each for each in things if each["kind"] == "Secret"]
    guide = (service.ROOT / "docs/operate.md").read_text("utf-8")
    for name, spec in pod_specs(things):
        for volume in spec.get("volumes", []):
            if "secret" in volume:
                assert volume["secret"]["secretName"] in guide, name


def test_only_readers_of_the_api_server_have_a_token(things):
    bound = {
        subject["name"]
        for each in things
        if each["kind"] in ("RoleBinding", "ClusterRoleBinding")
        for subject in each["subjects"]
    }
    for name, spec in pod_specs(things):
        if spec["automountServiceAccountToken"]:
            assert spec["serviceAccountName"] in bound, name


def test_roles_only_read_named_resources(things):
    for each in things:
        if each["kind"] in ("Role", "ClusterRole"):
            for rule in each["rules"]:
                assert set(rule["verbs"]) <= {"get", "list", "watch"}, each["metadata"]["name"]
                assert "*" not in rule["resources"] + rule["apiGroups"], each["metadata"]["name"]


def test_awaited_names_do_not_exist_yet():
    known = {service.variable(key) for key in service.settings()} | set(service.labels_of_metrics())
    assert not awaited() & known
