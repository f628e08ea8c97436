/* What the browser keeps: in its session what stands in fields, in its storage the draft. A browser that keeps nothing says so by what it answers. */

const LOOSE = "narrative-map:studio:loose";

/** @param {string} key */
export function session(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string | null} value
 */
export function keepSession(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    /* then it is not kept */
  }
}

/** What stands in fields that are not sent as they are typed in, by their keys: a reload brings it back. */
export const loose = new Map(Object.entries(JSON.parse(session(LOOSE) || "{}")));

/**
 * @param {string} key
 * @param {string} value
 */
export function keepLoose(key, value) {
  if (value) loose.set(key, value);
  else loose.delete(key);
  keepSession(LOOSE, loose.size ? JSON.stringify(Object.fromEntries(loose)) : null);
}

/** @param {string} key */
export function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    /* a browser that keeps nothing has nothing to drop */
  }
}
