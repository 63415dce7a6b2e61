# SPDX-License-Identifier: Apache-2.0
"""ci/advisories on a small project and a copy of OSV's data that are made here."""
import importlib.machinery
import importlib.util
import json
import zipfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "ci" / "advisories"


def load():
    loader = importlib.machinery.SourceFileLoader("advisories", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("advisories", loader))
    loader.exec_module(module)
    return module


ADVISORIES = load()


@pytest.mark.parametrize(
    "versions",
    [
        ["1.9", "1.10", "2", "2.0.1"],
        ["2.0.0-M1", "2.0.0-rc1", "2.0.0", "2.0.1"],
        ["4.1.3", "4.4.0-SNAPSHOT", "4.4.0", "4.5.0"],
        ["1.0a1", "1.0b2", "1.0rc1", "1.0", "1.0.post1"],
        ["1.0.0-alpha.1", "1.0.0-beta", "1.0.0"],
        ["33.0-android", "33.1-jre"],
    ],
)
def test_versions_sort(versions):
    assert sorted(reversed(versions), key=ADVISORIES.order) == versions


@pytest.mark.parametrize("same", [("2", "2.0.0"), ("v1.2.3", "1.2.3"), ("1.0.Final", "1.0"), ("1.0+build.5", "1.0")])
def test_spellings_of_a_version_are_equal(same):
    assert ADVISORIES.order(same[0]) == ADVISORIES.order(same[1])


@pytest.mark.parametrize(
    ("version", "affected"),
    [("2.20.9", False), ("2.21.0", True), ("2.22.1", True), ("2.22.2", False), ("3.0.0", True), ("3.0.1", True), ("3.0.2", False)],
)
def test_ranges(version, affected):
    events = [
        {"fixed": "2.22.2"}, {"introduced": "2.21.0"}, {"introduced": "3.0.0-rc1"}, {"last_affected": "3.0.1"}
    ]
    assert ADVISORIES.is_between(version, events) == affected


def vulnerability(identifier, ecosystem, name, **more):
    return {"id": identifier, "summary": "bad", "affected": [{"package": {"ecosystem": ecosystem, "name": name}, **more}]}


def fixed_in(version, kind="ECOSYSTEM"):
    return {"ranges": [{"type": kind, "events": [{"introduced": "0"}, {"fixed": version}]}]}


KNOWN = [
    vulnerability("GHSA-1", "Maven", "com.example:json", **fixed_in("2.22.2")) | {"aliases": ["CVE-1"]},
    vulnerability("GHSA-2", "npm", "@scope/socket", **fixed_in("8.0.0", "SEMVER")),
    vulnerability("GHSA-3", "PyPI", "some-tool", versions=["1.2"]),
    vulnerability("GHSA-4", "PyPI", "locked", **fixed_in("3.0")),
    vulnerability("GO-5", "Go", "example.org/module", **fixed_in("1.5.0", "SEMVER")),
    vulnerability("GHSA-6", "npm", "withdrawn", **fixed_in("9")) | {"withdrawn": "2026-01-01T00:00:00Z"},
    vulnerability("GHSA-7", "npm", "repaired", **fixed_in("1.0.0", "SEMVER")),
]


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "root"
    (root / "page").mkdir(parents=True)
    (root / "node_modules").mkdir()
    (root / "node_modules" / "go.mod").write_text("require example.org/module v1.0.0\n")
    packages = {
        "": {}, "node_modules/@scope/socket": {"version": "7.9.9"},
        "node_modules/withdrawn": {"version": "1.0.0"}, "node_modules/repaired": {"version": "1.0.0"},
    }
    (root / "page" / "package-lock.json").write_text(json.dumps({"packages": packages}))
    (root / "requirements.txt").write_text("# tools\nSome_Tool[extra]==1.2  # pinned\nother==1\n")
    (root / "uv.lock").write_text(
        '[[package]]\nname = "locked"\nversion = "2.9"\nsource = { registry = "https://pypi.org/simple" }\n'
    )
    (root / "go.mod").write_text("module m\n\nrequire (\n\texample.org/module v1.4.0 // indirect\n)\n")
    bom = {"components": [{"purl": "pkg:maven/com.example/json@2.21.0?type=jar"}]}
    (tmp_path / "bom.json").write_text(json.dumps(bom))
    for ecosystem in ("Maven", "npm", "PyPI", "Go"):
        (tmp_path / "data" / ecosystem).mkdir(parents=True)
        with zipfile.ZipFile(tmp_path / "data" / ecosystem / "all.zip", "w") as archive:
            for each in KNOWN:
                if each["affected"][0]["package"]["ecosystem"] == ecosystem:
                    archive.writestr(f"{each['id']}.json", json.dumps(each))
    return tmp_path


def run(project, accepted):
    (project / "accepted.toml").write_text(accepted)
    return ADVISORIES.main(
        [
            f"--data={project / 'data'}", f"--bom={project / 'bom.json'}",
            f"--accepted={project / 'accepted.toml'}", str(project / "root"),
        ]
    )


def test_each_ecosystem_is_looked_up(project, capsys):
    assert run(project, "") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "Go example.org/module 1.4.0: GO-5 bad",
        "Maven com.example:json 2.21.0: CVE-1 bad",
        "PyPI locked 2.9: GHSA-4 bad",
        "PyPI some-tool 1.2: GHSA-3 bad",
        "npm @scope/socket 7.9.9: GHSA-2 bad",
        "8 dependencies, 5 with vulnerabilities that are not accepted",
    ]


def acceptance(identifier, until):
    return f'[[accepted]]\nid = "{identifier}"\nuntil = {until}\nreason = "not reached"\n'


def test_what_is_accepted_counts_again_after_its_day(project, capsys):
    names = ["GO-5", "GHSA-1", "GHSA-4", "GHSA-3", "GHSA-2"]
    assert run(project, "".join(acceptance(name, "9999-12-31") for name in names)) == 0
    assert run(project, "".join(acceptance(name, "2026-01-01") for name in names)) == 1
    assert "5 with vulnerabilities" in capsys.readouterr().out


def test_an_empty_project_is_an_error(tmp_path):
    (tmp_path / "accepted.toml").write_text("")
    with pytest.raises(SystemExit, match="nothing was looked up"):
        ADVISORIES.main([f"--accepted={tmp_path / 'accepted.toml'}", str(tmp_path)])


def test_the_locked_dependencies_of_this_repository_are_found():
    root = SCRIPT.parents[1]
    found = {path.relative_to(root).as_posix() for path in ADVISORIES.locked(root)}
    assert {
        "webui/package-lock.json", "weights-tools/training/uv.lock", "infra/checks/requirements.txt",
        "infra/checks/provider/go.mod",
    } <= found
    for path in ADVISORIES.locked(root):
        assert list(ADVISORIES.READERS[path.name](path)), path
