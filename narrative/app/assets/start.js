/* The start page: a card for each story, with a still map of its places. Every card is a link to its story. */
import { element } from "../../page/assets/dom.js";

/** @typedef {import("./handed.d.ts").StoryCardWithMap} Card */

/** @type {WeakMap<Element, string>} */
const drawings = new WeakMap();

/** @param {import("./streamlit.d.ts").Component<import("./handed.d.ts").StartData>} component */
export default function ({ data, parentElement }) {
  const box = /** @type {Element} */ (parentElement.querySelector(".stories")),
    written = JSON.stringify(data);
  if (drawings.get(box) === written) return;
  drawings.set(box, written);
  box.replaceChildren(cardsOf(data));
}

/** @param {{stories: Card[]}} data */
function cardsOf(data) {
  const list = element("ul", { class: "cards" });
  list.append(...data.stories.map((story) => cardOf(story)));
  return list;
}

/** @param {Card} story */
function cardOf(story) {
  const item = element("li", { class: "card" }),
    picture = element("div", { class: "picture" });
  const words = element("div", { class: "words" }),
    heading = element("h2"),
    map = element("iframe");
  map.name = "still";
  map.title = "Map of “" + story.title + "”";
  map.tabIndex = -1;
  map.inert = true;
  map.loading = "lazy";
  if (story.html) map.srcdoc = story.html;
  else map.src = new URL(story.path ?? "", location.origin + location.pathname.replace(/[^/]*$/, "")).href;
  picture.append(map);
  const title = linkTo(story, "title");
  title.append(story.title);
  heading.append(title);
  words.lang = story.language;
  words.append(heading);
  if (story.subtitle) element("p", { class: "subtitle" }, words, story.subtitle);
  element("p", { class: "facts" }, words, story.facts);
  element("p", { class: "summary" }, words, story.summary);
  item.append(picture, words);
  return item;
}

/**
 * From the page at the app's root and from its page "stories" alike: relative, so that a base path stays.
 * @param {Card} story
 * @param {string} className
 */
function linkTo(story, className) {
  const link = element("a", { class: className });
  link.href = "./?" + new URLSearchParams({ story: story.slug });
  link.dataset.story = story.slug;
  return link;
}
