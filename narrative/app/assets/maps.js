/* Small maps of all places, drawn once; a place that is chosen elsewhere is marked in them. They are pictures: the table beside them chooses. */
const drawings = new WeakMap();

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".maps");
  const written = JSON.stringify(data.maps);
  if (drawings.get(box) !== written) {
    box.replaceChildren(...data.maps.map((map) => figure(map, data.words)));
    drawings.set(box, written);
  }
  box.querySelectorAll("[data-place]").forEach((each) => each.classList.toggle("chosen", each.dataset.place === data.chosen));
}

function figure(map, words) {
  const figure = document.createElement("figure"), picture = document.createElement("div");
  picture.className = "picture";
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", map.title + ": " + map.places.map((place) => place.title).join(", "));
  picture.style.aspectRatio = map.width + " / " + map.height;
  const svg = drawn("svg", { viewBox: "0 0 " + map.width + " " + map.height, "aria-hidden": "true" });
  svg.append(drawn("path", { class: "land", d: map.land }));
  map.lines.forEach((line) => svg.append(drawn("path", { class: "line", "data-place": line.id, d: line.path })));
  picture.append(svg, ...map.places.map((place) => point(place)));
  const caption = document.createElement("figcaption");
  caption.textContent = map.title;
  figure.append(picture, caption);
  return figure;
}

function drawn(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

function point(place) {
  const point = document.createElement("span"), label = document.createElement("b");
  point.className = "point " + place.kind + (place.doubtful ? " doubtful" : "") + (place.label ? " named-" + place.label : "");
  point.dataset.place = place.id;
  point.style.left = place.x + "%";
  point.style.top = place.y + "%";
  label.textContent = place.name;
  point.append(document.createElement("i"), label);
  return point;
}
