/* What whoever shows the story's page in a frame shares: when the page rests, where its reader goes on, its messages, its faults. */
import { element } from "../../page/assets/dom.js";

/** @typedef {{target: "narrative-map", version: 1, type: string, step?: string, place?: string | null}} Command */

/**
 * What the page says, if that is what this is.
 * @param {any} data of a message's event
 * @returns {{type: string, step: string, index: number, total: number, place: string, order?: string, people: string[], places: string[], reading?: string} | null}
 */
export function messageOf(data) {
  return data && data.source === "narrative-map" && data.version === 1 ? data : null;
}

/**
 * @param {string} type
 * @param {{step?: string, place?: string | null}} more
 * @returns {Command}
 */
export function command(type, more) {
  return { target: "narrative-map", version: 1, type, ...more };
}

/**
 * The document in a frame of this origin.
 * @param {HTMLIFrameElement} frame
 */
export function rootOf(frame) {
  return /** @type {Document} */ (frame.contentDocument).documentElement;
}

/**
 * @param {HTMLIFrameElement} frame
 */
export function windowOf(frame) {
  return /** @type {Window} */ (frame.contentWindow);
}

/**
 * Call back when the camera of a frame's page rests, which is when all its parts have come.
 * @param {HTMLIFrameElement} frame
 * @param {() => void} done
 */
export function settled(frame, done) {
  const root = rootOf(frame);
  if (root.hasAttribute("data-settled")) return done();
  const observer = new MutationObserver(() => {
    if (!root.hasAttribute("data-settled")) return;
    observer.disconnect();
    done();
  });
  observer.observe(root, { attributes: true, attributeFilter: ["data-settled"] });
}

/**
 * The step that remains nearest to one that is gone; itself where it is there still, or has another id at its old place.
 * @param {string | null} step null: none was read
 * @param {string[]} before the steps' ids
 * @param {string[]} now
 * @returns {string | null}
 */
export function nearest(step, before, now) {
  if (!step || now.includes(step)) return step;
  const was = before.indexOf(step);
  if (was < 0) return null;
  if (now.length === before.length && !before.includes(now[was])) return now[was];
  for (let far = 1; far < before.length; far++) {
    const near = [before[was + far], before[was - far]].find((each) => now.includes(each));
    if (near) return near;
  }
  return now[Math.min(was, now.length - 1)];
}

/**
 * "1 fault", "2 faults"
 * @param {{length: number}} faults
 */
export function faultWords(faults) {
  return faults.length === 1 ? "1 fault" : faults.length + " faults";
}

/**
 * A list's lines: where each fault is, and what is wrong there.
 * @param {{where: string, message: string}[]} faults
 */
export function faultLines(faults) {
  return faults.map(({ where, message }) => {
    const item = element("li");
    item.append(element("code", {}, null, where), " ", message);
    return item;
  });
}
