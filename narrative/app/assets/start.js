/* The start page: a map of where the stories play, and a card for each. Every frame on the map and every card is a link to its story. */
const drawings = new WeakMap();

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".stories"), written = JSON.stringify(data);
  if (drawings.get(box) === written) return;
  drawings.set(box, written);
  box.replaceChildren(mapOf(data), cardsOf(data));
}

function mapOf(data) {
  const map = made("nav", "map"), picture = drawing(data.map, [drawn("path", { class: "land", d: data.map.land })]);
  map.setAttribute("aria-label", "Map of the stories");
  map.style.aspectRatio = data.map.width + " / " + data.map.height;
  map.append(picture, ...data.stories.flatMap((story) => story.points.map((point) => spot("dot", point))), ...data.stories.map((story) => frameOf(story)));
  return map;
}

function frameOf(story) {
  const link = linkTo(story, "frame"), name = made("b", "", story.title);
  const [left, top, width, height] = story.frame;
  Object.assign(link.style, { left: left + "%", top: top + "%", width: width + "%", height: height + "%" });
  if (left > 60) link.classList.add("eastern");
  name.lang = story.language;
  link.setAttribute("aria-label", story.title);
  link.append(name);
  return link;
}

function cardsOf(data) {
  const list = made("ul", "cards");
  list.append(...data.stories.map((story) => cardOf(story)));
  return list;
}

function cardOf(story) {
  const item = made("li", "card"), picture = made("div", "picture"), words = made("div", "words"), heading = made("h2");
  const { chart } = story, svg = drawing(chart, [drawn("path", { class: "land", d: chart.land })]);
  chart.lines.forEach((line) => svg.append(drawn("path", { class: "line", d: line.path })));
  chart.places.filter((place) => place.kind === "point").forEach((place) => {
    svg.append(drawn("circle", { class: "spot", cx: (place.x * chart.width) / 100, cy: (place.y * chart.height) / 100, r: 6 }));
  });
  picture.setAttribute("aria-hidden", "true");
  picture.append(svg);
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

function drawing(size, parts) {
  const svg = drawn("svg", { viewBox: "0 0 " + size.width + " " + size.height, "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" });
  svg.append(...parts);
  return svg;
}

function spot(className, [left, top]) {
  const spot = made("i", className);
  spot.style.left = left + "%";
  spot.style.top = top + "%";
  return spot;
}

function drawn(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
