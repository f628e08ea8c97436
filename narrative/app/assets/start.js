/* The start page: a card for each story, with a still map of its places. Every card is a link to its story. */
const drawings = new WeakMap();

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".stories"), written = JSON.stringify(data);
  if (drawings.get(box) === written) return;
  drawings.set(box, written);
  box.replaceChildren(cardsOf(data));
}

function cardsOf(data) {
  const list = made("ul", "cards");
  list.append(...data.stories.map((story) => cardOf(story)));
  return list;
}

function cardOf(story) {
  const item = made("li", "card"), picture = made("div", "picture"), words = made("div", "words"), heading = made("h2");
  const map = made("iframe");
  map.name = "still";
  map.title = "Map of “" + story.title + "”";
  map.tabIndex = -1;
  map.inert = true;
  map.loading = "lazy";
  if (story.html) map.srcdoc = story.html;
  else map.src = new URL(story.path, location.origin + location.pathname.replace(/[^/]*$/, "")).href;
  picture.append(map);
  const title = linkTo(story, "title");
  title.append(story.title);
  heading.append(title);
  words.lang = story.language;
  words.append(heading);
  if (story.subtitle) words.append(made("p", "subtitle", story.subtitle));
  words.append(made("p", "facts", story.facts), made("p", "summary", story.summary));
  item.append(picture, words);
  return item;
}

/** From the page at the app's root and from its page "stories" alike: relative, so that a base path stays. */
function linkTo(story, className) {
  const link = made("a", className);
  link.href = "./?" + new URLSearchParams({ story: story.slug });
  link.dataset.story = story.slug;
  return link;
}

function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
