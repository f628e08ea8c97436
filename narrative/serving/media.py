"""Answer for the pictures, recordings and films beside a page: ``/embed/media/SLUG/NAME``, whole or a range of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from geo.reading.faults import Faults
from narrative.media.assets import NAME, Asset
from narrative.media.examining import UnfitError
from narrative.serving.front import matches
from narrative.serving.pages import Pages, UnknownStory
from narrative.serving.plain import COMMON_HEADERS, plain_page

FOLDER = "media"  # as narrative.page.media, which is loaded with the libraries that draw, has it
# A name holds a digest of what it names, so whoever has the file may keep it; nothing in it runs.
HEADERS = {
    **COMMON_HEADERS,
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def media_response(pages: Pages, request: Request) -> Response:
    """A file that a story's page names; 404 with a sentence for any other. Recordings and films come in ranges."""
    name = request.path_params["name"]
    try:
        page = pages.shown(request.path_params["slug"]).page
    except UnknownStory as unknown:
        return plain_page(404, "No such story", str(unknown), "")
    except Faults:
        return plain_page(404, "This story has faults", "Its files are shown again when they are mended.", "")
    asset = page.files.get(f"{FOLDER}/{request.path_params['slug']}/{name}") if NAME.fullmatch(name) else None
    if asset is None:
        return plain_page(404, "No such file", "The story's page names no such file.", "")
    etag = f'"{asset.name}"'
    headers = {**HEADERS, "ETag": etag}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return answer(asset, headers)


def answer(asset: Asset, headers: dict[str, str]) -> Response:
    """The file: as it lies on the disk, in the ranges that a player asks for, or a picture made of one."""
    if asset.path is not None:
        if not asset.path.is_file():
            return plain_page(404, "No such file", "It has been taken away.", "")
        return FileResponse(asset.path, media_type=asset.mime, headers=headers)
    try:
        return Response(asset.body(), media_type=asset.mime, headers=headers)
    except (UnfitError, OSError):
        return plain_page(404, "No such picture", "Its file is broken; the story's check says how.", "")
