/* What the app's components say to each other: events of the window, by the story that they are about. */

/** @typedef {{story: string, step: string}} Step */
/** @typedef {{step: Step, goto: Step, place: {story: string, place: string}}} Said */

/**
 * @template {keyof Said} Name
 * @param {Name} name
 * @param {Said[Name]} detail
 */
export function tell(name, detail) {
  window.dispatchEvent(new CustomEvent("narrative-map:" + name, { detail }));
}

/**
 * Listen, until the function that is returned is called.
 * @template {keyof Said} Name
 * @param {Name} name
 * @param {(detail: Said[Name]) => void} listener
 * @returns {() => void}
 */
export function hear(name, listener) {
  /** @param {Event} event */
  const heard = (event) => listener(/** @type {CustomEvent} */ (event).detail);
  window.addEventListener("narrative-map:" + name, heard);
  return () => window.removeEventListener("narrative-map:" + name, heard);
}
