# SPDX-License-Identifier: Apache-2.0
"""Project rules for Compose, beyond its schema."""

import re
from pathlib import PurePosixPath

import yaml

import service
from manifests import INFRA, objects, rendered
from test_k8s import awaited

FOLDER = INFRA / "compose"


def load(name):
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def services():
    return load("compose.yaml")["services"]


def test_only_the_proxy_has_ports():
    assert {name for name, each in services().items() if "ports" in each} == {"proxy"}


def test_containers_are_restricted():
    for name, each in services().items():
        assert each["read_only"] is True, name
        assert each["cap_drop"] == ["ALL"], name
        assert each["security_opt"] == ["no-new-privileges:true"], name
        assert not each.get("privileged"), name
        assert "healthcheck" in each, name
        assert re.search(r":(.*\d+[.-]\d+.*|\$\{NGHE_TAG:-\d.*\})$", each["image"]), name


def test_only_the_socket_proxy_accesses_docker():
    for name, each in services().items():
        sees = any("docker.sock" in str(volume) for volume in each.get("volumes", []))
        assert sees == (name == "docker-api"), name
    assert services()["docker-api"]["environment"]["POST"] == "0"
    assert services()["docker-api"]["networks"] == ["engine"]


def test_secrets_are_files_that_git_ignores():
    for name in ("compose.yaml", "compose.registry.yaml"):
        for secret in load(name)["secrets"].values():
            assert secret["file"].startswith("./secrets/")
    assert "secrets/" in (FOLDER / ".gitignore").read_text("utf-8").split()
    for name, each in services().items():
        for key in each.get("environment", {}):
            assert not re.search(r"(PASSWORD|SECRET|TOKEN)$", key), f"{name}: {key}"


def test_keys_are_mounted_as_a_folder():
    """nghe keys replaces the file, and a mount of the file alone would go on showing the old one."""
    keys = PurePosixPath(services()["api"]["environment"]["NGHE_AUTH_KEYS"])
    mounts = {volume["target"]: volume for volume in services()["api"]["volumes"]}
    assert mounts[str(keys.parent)]["read_only"] is True
    assert mounts[str(keys.parent)]["bind"] == {"create_host_path": False}
    assert str(keys) not in mounts
    assert keys.name not in services()["api"].get("secrets", [])


def test_settings_exist():
    known = {service.variable(key) for key in service.settings()} | awaited()
    for name in ("compose.yaml", "compose.registry.yaml"):
        environment = load(name)["services"]["api"]["environment"]
        assert {key for key in environment if key.startswith("NGHE_")} <= known


def test_mounted_files_exist():
    for name, each in services().items():
        for volume in each.get("volumes", []):
            source = volume["source"] if isinstance(volume, dict) else volume.split(":")[0]
            if source.startswith(".") and not source.startswith("./secrets/"):
                assert (FOLDER / source).exists(), f"{name}: {source}"


def test_image_versions_equal_those_of_kubernetes():
    images = {
        container["image"].rpartition(":")[0]: container["image"]
        for thing in objects(rendered("production"))
        if thing["kind"] in ("Deployment", "StatefulSet")
        for container in thing["spec"]["template"]["spec"]["containers"]
    }
    for name, each in services().items():
        repository = each["image"].rpartition(":")[0]
        if repository in images and "NGHE_TAG" not in each["image"]:
            assert each["image"] == images[repository], name
