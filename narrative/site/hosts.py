"""Write what a host wants beside the files: GitHub Pages' workflow, Netlify's settings, a server block for nginx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from narrative.site.model import Site

NOT_SERVED = ("nginx.conf", "netlify.toml", "_headers", "_redirects")
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
PAGES = """\
# Publishes this folder on GitHub Pages: make it a repository, push, and choose "GitHub Actions" under Settings, Pages.
name: Publish
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: true
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/configure-pages@v5
      - uses: actions/upload-pages-artifact@v3
        with:
          path: .
      - id: deployment
        uses: actions/deploy-pages@v4
"""
NETLIFY = """\
# Publishes this folder on Netlify as it is: no command is run. _headers and _redirects stand beside this file.
[build]
  publish = "."
  command = ""
"""


def files_for_hosts(site: Site, former: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each file by its path, with its body."""
    yield ".nojekyll", b""  # GitHub would leave out what begins with an underscore
    yield ".github/workflows/pages.yml", PAGES.encode()
    yield "netlify.toml", NETLIFY.encode()
    yield "_headers", "".join(headers(site)).encode("utf-8")
    moved = (f"{site.path}{old}/* {site.path}{new}/ 301\n" for old, new in sorted(former.items()))
    yield "_redirects", "".join(moved).encode("utf-8")
    yield "nginx.conf", nginx(site, former).encode("utf-8")


def headers(site: Site) -> Iterator[str]:
    """Netlify's lines: https://docs.netlify.com/routing/headers."""
    yield f"{site.path}*\n"
    for name, value in HEADERS.items():
        yield f"  {name}: {value}\n"
    for story in site.stories:
        yield f"{site.path}{story.slug}/\n  Link: {oembed_link(site, story.slug)}\n"


def oembed_link(site: Site, slug: str) -> str:
    """The header by which a site that is given a story's address finds its oEmbed file.

    A header's address may be relative (RFC 8288): from the story's own page.
    """
    target = site.url(f"{quote(slug)}/oembed.json") if site.address else "oembed.json"
    return f'<{target}>; rel="alternate"; type="application/json+oembed"'


def nginx(site: Site, former: Mapping[str, str]) -> str:
    """A server for nginx; `root` is where the folder lies so that its own address is ``site.path``."""
    moved = sorted(former.items())
    lines = [
        "# For nginx: put this file into /etc/nginx/conf.d, and the site's folder where `alias` says.",
        "server {",
        "    listen 8080;",
        "    server_name _;",
        "    charset utf-8;",
        "    absolute_redirect off;",
        "    gzip on;",
        "    gzip_min_length 1000;",
        "    gzip_types text/css text/plain text/xml application/json application/geo+json application/ld+json"
        " application/xml application/atom+xml image/svg+xml;",
        f"    error_page 404 {site.path}404.html;",
        *(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        '    add_header Cache-Control "no-cache" always; # kept, and asked for each time: the answer is mostly a 304',
        "    location ~ /\\.(?!well-known) { return 404; }",
        *(f"    location = {site.path}{name} {{ return 404; }}" for name in NOT_SERVED),
        *(f"    location ^~ {site.path}{old}/ {{ return 301 {site.path}{new}/; }}" for old, new in moved),
        f"    location {site.path} {{",
        "        alias /srv/site/;",
        "        index index.html;",
        "        types {",
        "            text/html html; application/json json; application/geo+json geojson; application/ld+json jsonld;",
        "            application/xml xml; text/plain txt; text/csv csv; image/png png; image/webp webp;",
        "            application/pdf pdf; application/gpx+xml gpx; application/vnd.google-earth.kml+xml kml;",
        "            application/x-bibtex bib; application/x-research-info-systems ris; text/yaml cff;",
        "            application/wacz wacz; image/avif avif; image/jpeg jpg jpeg; image/svg+xml svg; text/vtt vtt;",
        "            audio/mpeg mp3; audio/ogg ogg oga; audio/mp4 m4a; video/mp4 mp4; video/webm webm;",
        "        }",
        "    }",
        "}",
    ]
    return "\n".join(lines) + "\n"
