/* The list of steps in the sidebar: marks the one being read, and asks the frame for the one chosen. No rerun is needed for either. */
const lists = new WeakMap();
const NARROW_PX = 768; /* Streamlit's: below this the sidebar lies over the story */

export default function (component) {
  const { data, parentElement } = component;
  let list = lists.get(parentElement);
  if (!list) {
    list = new StepList(parentElement.querySelector("nav"));
    lists.set(parentElement, list);
  }
  list.fill(data);
}

class StepList {
  constructor(nav) {
    this.nav = nav;
    window.addEventListener("narrative-map:step", (event) => {
      if (this.data && event.detail.story === this.data.story) this.mark(event.detail.step);
    });
    nav.addEventListener("click", (event) => this.click(event));
  }

  fill(data) {
    const written = JSON.stringify(data);
    if (written === this.written) return;
    this.written = written;
    this.data = data;
    const list = document.createElement("ol");
    data.steps.forEach(({ id, title, when }) => {
      const link = document.createElement("a");
      link.dataset.step = id;
      link.href = "?" + new URLSearchParams({ story: data.story, step: id });
      link.append(title, Object.assign(document.createElement("small"), { textContent: when }));
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    });
    this.nav.replaceChildren(list);
    this.mark(new URLSearchParams(location.search).get("step") || data.step);
  }

  mark(step) {
    const before = this.nav.querySelector("[aria-current]"), now = this.nav.querySelector(`[data-step="${CSS.escape(step)}"]`);
    if (before) before.removeAttribute("aria-current");
    if (!now) return;
    now.setAttribute("aria-current", "step");
    /* Only the list scrolls, and only as far as needed; scrollIntoView would move the sidebar under the reader's hand. */
    const list = this.nav.getBoundingClientRect(), entry = now.getBoundingClientRect();
    if (entry.top < list.top) this.nav.scrollTop -= list.top - entry.top;
    else if (entry.bottom > list.bottom) this.nav.scrollTop += entry.bottom - list.bottom;
  }

  click(event) {
    const link = event.target.closest("a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const detail = { story: this.data.story, step: link.dataset.step };
    window.dispatchEvent(new CustomEvent("narrative-map:goto", { detail }));
    if (window.innerWidth >= NARROW_PX) return;
    const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (close) close.click(); /* so that the reader sees where the choice led */
  }
}
