"""Turn a picture's file into what a page shows: WebP of the width that is needed, upright, and nothing else in it.

What a camera writes beside the picture (where, when, by whom and with what it was taken) is left behind: a new picture
is made of the pixels alone, in sRGB. The same file gives the same bytes.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from geo.reading import shelf
from geo.reading.validation import quoted
from narrative.media.examining import MediaFile, UnfitError, said

if TYPE_CHECKING:
    from PIL import Image

MIME, ENDING = "image/webp", ".webp"
QUALITY, SCAN_QUALITY = 80, 88  # of a photograph; of what is read, whose letters must stay sharp
PRINT_QUALITY = 86
METHOD = 6  # the slowest way, which gives the smallest file: 0.2 s for 1600 by 1067 pixels
GLANCE_PX, GLANCE_QUALITY = 24, 30  # what stands in a picture's place until it has come
RECIPE = b"1"  # another number where this file makes other bytes of the same picture


def height_for(file: MediaFile, width_px: int) -> int:
    """The height of a picture at a width, in whole pixels.

    >>> from pathlib import Path
    >>> from narrative.media.file_types import PNG
    >>> height_for(MediaFile("a.png", Path("a.png"), PNG, 1, 1600, 1067), 800)
    534
    """
    return max(1, (file.height_px * width_px * 2 + file.width_px) // (2 * file.width_px))


def prepared(file: MediaFile, width_px: int, quality: int = QUALITY) -> bytes:
    """The picture as WebP, as wide as that. Raises `UnfitError` where its pixels cannot be read.

    It is kept from one run to the next (`geo.reading.shelf`).
    """
    from PIL import __version__, features

    libraries = f"{__version__} {features.version('webp')}".encode()
    parts = [RECIPE, libraries, file.path.read_bytes(), f"{width_px} {quality}".encode()]
    return shelf.kept("picture", parts, lambda: made(file, width_px, quality))


def made(file: MediaFile, width_px: int, quality: int) -> bytes:
    """The picture as WebP, made anew."""
    from PIL import Image

    body = io.BytesIO()
    pixels(file, width_px).resize((width_px, height_for(file, width_px)), Image.Resampling.LANCZOS).save(
        body, "WEBP", quality=quality, method=METHOD
    )
    return body.getvalue()


def pixels(file: MediaFile, width_px: int) -> Image.Image:
    """The pixels of a picture, upright and in sRGB, perhaps no more than the width needs. Raises `UnfitError`."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is left behind
            with Image.open(file.path, formats=[file.type.pillow]) as picture:
                longest = max(width_px, height_for(file, width_px))
                picture.draft("RGB", (2 * longest, 2 * longest))  # of a JPEG a half or a quarter is unpacked, if enough
                upright = ImageOps.exif_transpose(in_eight_bits(picture))
                return in_srgb(upright, picture.info.get("icc_profile"))
    except (Image.DecompressionBombError, MemoryError):
        raise UnfitError(f"{quoted(file.name)} has more pixels than a machine should unpack; save it smaller") from None
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError) as error:
        raise UnfitError(f"{quoted(file.name)} is broken ({said(error)}); save it again") from None


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of 16 bits in 8, as scanners make them: Pillow would cut off what is more than 255."""
    if picture.mode not in ("I", "I;16", "I;16B", "I;16L", "F"):
        picture.load()
        return picture
    lifted = picture.convert("F")
    most = lifted.getextrema()[1]
    bits = 65535.0 if isinstance(most, float) and most > 255 else 255.0
    turned = lifted.point(lambda value: value * (255.0 / bits)).convert("L")
    turned.info |= picture.info
    return turned


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in RGB or RGBA as screens take it, by the profile that its file has, if that can be read."""
    from PIL import ImageCms

    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    mode = "RGBA" if clear else "RGB"
    if profile and picture.mode in ("RGB", "CMYK", "L", "RGBA"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
            plain = picture.convert("RGB") if alpha else picture
            turned = ImageCms.profileToProfile(plain, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if turned is not None:
                if alpha:
                    turned.putalpha(alpha)
                return without_words(turned)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile of another sort of picture: the numbers are taken as they are
    return without_words(picture.convert(mode))


def without_words(picture: Image.Image) -> Image.Image:
    """The pixels alone: no EXIF, no profile, no text of the file goes on."""
    bare = picture.copy()
    bare.info = {}
    return bare


def printed(file: MediaFile, width_px: int) -> bytes:
    """The picture as JPEG on white, as a document for paper holds it. Raises `UnfitError`.

    A browser puts a JPEG into a PDF as it is, and any other picture unpacked.
    """
    from PIL import Image

    picture = pixels(file, width_px)
    if picture.mode == "RGBA":
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    body = io.BytesIO()
    size = (width_px, height_for(file, width_px))
    picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(body, "JPEG", quality=PRINT_QUALITY)
    return body.getvalue()


def glance(file: MediaFile) -> bytes:
    """A picture of a few pixels in the same shape: what stands in its place until it has come."""
    return prepared(file, min(GLANCE_PX, file.width_px), GLANCE_QUALITY)
