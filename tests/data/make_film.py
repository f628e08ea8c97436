"""Write lake.webm, a second of film for the tests: a boat on a lake, recorded in a browser (VP8, no sound)."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser_setup import LAUNCH_ARGUMENTS, find_browser

OUT = Path(__file__).with_name("lake.webm")
RECORD = """() => new Promise(resolve => {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  canvas.width = 160; canvas.height = 90;
  document.body.append(canvas);
  const form = {mimeType: "video/webm;codecs=vp8", videoBitsPerSecond: 60000};
  const recorder = new MediaRecorder(canvas.captureStream(10), form);
  const parts = [];
  recorder.ondataavailable = event => parts.push(event.data);
  recorder.onstop = async () => {
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    resolve(btoa(String.fromCharCode(...bytes)));
  };
  let at = 0;
  function draw() {
    pen.fillStyle = "#7a9cae"; pen.fillRect(0, 0, 160, 90);
    pen.fillStyle = "#a3201a"; pen.fillRect(10 + at * 12, 50, 24, 10);
    if (at++ < 10) setTimeout(draw, 100); else recorder.stop();
  }
  recorder.start();
  draw();
})"""


def main() -> None:
    """Record and write."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGUMENTS))
        page = browser.new_page()
        OUT.write_bytes(base64.b64decode(page.evaluate(RECORD)))
        browser.close()
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
