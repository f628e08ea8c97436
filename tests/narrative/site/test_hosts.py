"""What GitHub Pages, Netlify and nginx are given."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from narrative.site.hosts import files_for_hosts
from tests.sites import two_stories


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    made = files_for_hosts(two_stories(tmp_path), {"near-shore": "far-shore"})
    return {name: body.decode("utf-8") for name, body in made}


def test_the_workflow_publishes_the_folder_itself(files: dict[str, str]) -> None:
    job = yaml.safe_load(files[".github/workflows/pages.yml"])["jobs"]["publish"]
    assert job["environment"]["name"] == "github-pages"
    uploads = [each["with"]["path"] for each in job["steps"] if "upload-pages-artifact" in each.get("uses", "")]
    assert uploads == ["."]
    assert files[".nojekyll"] == ""


def test_netlify_sends_old_addresses_on_and_names_oembed(files: dict[str, str]) -> None:
    assert files["_redirects"] == "/stories/near-shore/* /stories/far-shore/ 301\n"
    assert (
        "/stories/far-shore/\n  Link: <https://maps.example.org/stories/far-shore/oembed.json>; rel"
        in files["_headers"]
    )
    assert 'publish = "."' in files["netlify.toml"]


def test_nginx_serves_the_folder_under_its_own_address(files: dict[str, str]) -> None:
    assert "location /stories/ {" in files["nginx.conf"]
    assert "location ^~ /stories/near-shore/ { return 301 /stories/far-shore/; }" in files["nginx.conf"]
    assert "error_page 404 /stories/404.html;" in files["nginx.conf"]
    assert "location = /stories/nginx.conf { return 404; }" in files["nginx.conf"]
    assert files["nginx.conf"].count("{") == files["nginx.conf"].count("}")


@pytest.mark.skipif(not shutil.which("nginx"), reason="there is no nginx here: apt-get install nginx-light")
def test_nginx_takes_its_file(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "site.conf").write_text(files["nginx.conf"], encoding="utf-8")
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole)
    command = ["nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path), "-e", str(tmp_path / "log")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "test is successful" in done.stderr, done.stderr
