/* Before the first paint: the page runs scripts, light or dark (?theme= decides, else the reader's system), a still picture (?still=), or a step a screen (?present). */

const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const query = new URLSearchParams(location.search);
const asked = query.get("theme");
const still = query.has("present") ? "present" : query.get("still");
function choose() {
  root.dataset.theme = asked === "dark" || asked === "light" ? asked : dark.matches ? "dark" : "light";
}
root.setAttribute("data-live", "");
if (/^(whole|title|map|bare|cover|present)$/.test(String(still))) root.dataset.still = String(still);
choose();
dark.addEventListener("change", choose);
