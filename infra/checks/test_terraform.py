# SPDX-License-Identifier: Apache-2.0
"""Checks of the Terraform files that need no Terraform: syntax, arguments and variables.

ci/infra also runs `terraform validate` and `terraform test` if Terraform is installed.
"""

import json
import re

import hcl2

from manifests import INFRA, objects, rendered

FOLDER = INFRA / "terraform"
FILES = sorted(FOLDER.rglob("*.tf"))
META = {"count", "for_each", "depends_on", "lifecycle", "provider", "dynamic"}
# The schema of the provider, which its substitute uses.
PROVIDER = json.loads((INFRA / "checks/provider/schema.json").read_text("utf-8"))


def clean(value):
    """Removes the quotes that some versions of the parser leave around names."""
    return value.strip('"')


def load(path):
    with path.open(encoding="utf-8") as file:
        return hcl2.load(file)


def blocks(kind):
    """Triples (file, type, body) of resources or data."""
    for path in FILES:
        for block in load(path).get(kind, []):
            for kind_of, named in block.items():
                if kind_of.startswith("__"):
                    continue
                for body in named.values():
                    if isinstance(body, dict):
                        yield path, clean(kind_of), body


def test_every_file_can_be_parsed():
    tests = sorted(FOLDER.rglob("*.tftest.hcl")) + sorted(FOLDER.rglob("*.tfvars"))
    assert len(FILES) > 8 and tests
    for path in FILES + tests:
        load(path)


def test_resources_have_only_known_arguments():
    seen = 0
    for kind in ("resource", "data"):
        for path, name, body in blocks(kind):
            used = {clean(key) for key in body if not key.startswith("__")}
            takes = PROVIDER[kind][name]
            assert used <= set(takes["attributes"]) | set(takes.get("blocks", {})) | META, f"{path}: {name}"
            seen += 1
    assert seen >= 8


def test_every_variable_is_described_typed_and_used():
    for path in FILES:
        folder = "\n".join(each.read_text("utf-8") for each in path.parent.glob("*.tf"))
        for block in load(path).get("variable", []):
            for name, body in block.items():
                assert {"description", "type"} <= set(body), f"{path}: {name}"
                assert re.search(rf"\bvar\.{clean(name)}\b", folder), f"{path}: {name}"


def test_modules_get_their_variables():
    for block in load(FOLDER / "main.tf")["module"]:
        for name, body in block.items():
            given = {clean(key) for key in body if not key.startswith("__")} - META - {"source"}
            asked, needed = set(), set()
            for path in (FOLDER / "modules" / clean(name)).glob("*.tf"):
                for variable in load(path).get("variable", []):
                    for each, content in variable.items():
                        asked.add(clean(each))
                        if "default" not in content:
                            needed.add(clean(each))
            assert needed <= given <= asked, name


def test_node_selectors_match_node_pools():
    cluster = (FOLDER / "modules/cluster/main.tf").read_text("utf-8")
    label = re.search(r'pool_label = "([^"]+)"', cluster)[1]
    pools = set(re.findall(r'labels\s+= \{ \(local\.pool_label\) = "(\w+)" \}', cluster))
    for thing in objects(rendered("production")):
        if thing["kind"] in ("Deployment", "StatefulSet"):
            spec = thing["spec"]["template"]["spec"]
            pool = spec["nodeSelector"][label]
            assert pool in pools
            if pool == "monitoring":
                assert any(each["key"] == label for each in spec["tolerations"])


def test_secrets_are_sensitive_outputs_and_not_in_files():
    text = (FOLDER / "outputs.tf").read_text("utf-8")
    assert re.search(r'"models_reader_secret" \{[^}]*sensitive\s+= true', text)
    for path in FOLDER.rglob("*"):
        if path.is_file():
            assert not re.search(r"dop_v1_|BEGIN [A-Z ]*PRIVATE KEY", path.read_text("utf-8")), path
