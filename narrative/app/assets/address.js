/* The browser's address names what a page of the app shows: the story, how its names are read, what is chosen. */
/** @param {import("./streamlit.d.ts").Component<import("./handed.d.ts").AddressData>} component */
export default function (component) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(component.data.named)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.search = url.search.replace(/%2C/gi, ",").replace(/%3A/gi, ":"); /* as the page itself writes it */
  if (url.href !== location.href) history.replaceState(history.state, "", url.href);
}
