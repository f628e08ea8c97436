/* Whether the app is light or dark, from the colour that Streamlit gives its background: it says so nowhere else. */

/**
 * null where no colour is known.
 * @param {Element} node inside the app
 */
export function isDark(node) {
  const colour = getComputedStyle(node).getPropertyValue("--st-background-color").trim();
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return null;
  return [1, 3, 5].reduce((sum, at) => sum + parseInt(colour.slice(at, at + 2), 16), 0) < 384;
}

/**
 * What a page in a frame is told: it follows the reader's system by itself; null where the app does so too.
 * @param {Element} node
 */
export function themeToTell(node) {
  const dark = isDark(node);
  if (dark === null || dark === matchMedia("(prefers-color-scheme: dark)").matches) return null;
  return dark ? "dark" : "light";
}
