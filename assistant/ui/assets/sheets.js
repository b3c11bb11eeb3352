// The pages of a document as pictures, with what is marked on them, for the dialog of document.js.
import { make, told } from "./dom.js";
import { say, spoken, woven } from "./wording.js";

// A button; its label is heard, and shown where a pointer rests, where that is not what stands on it.
export function pushed(name, label, textContent, title = label) {
  const node = make("button", { type: "button", className: name, textContent, title });
  if (label !== textContent) node.setAttribute("aria-label", label);
  return node;
}

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const DRAWN = [480, 800, 1200, 1800, 2400]; // pixels in which the server draws
const WIDEST = 1060; // of a page at 100 %, see document.css

// `list`: the pages, `pager`: number and size, `unplaced`: the sentence that is shown where a mark cannot be placed.
export class Sheets {
  // `id`: of the document; then what POST /document/places answers.
  constructor(id, { sizes, places }) {
    [this.id, this.places] = [id, places];
    this.zoom = ZOOMS.indexOf(1);
    this.list = make("ol", { className: "sheets", tabIndex: 0 });
    this.list.setAttribute("aria-label", say("document-pages"));
    sizes.forEach((size, at) => this.list.append(this.sheet(size, at + 1)));
    this.unplaced = make("p", { className: "note unplaced", hidden: true });
    this.unplaced.setAttribute("role", "status");
    this.pager = this.turner(sizes.length);
    this.draw();
    this.size();
  }

  sheet([width, height], number) {
    const image = make("img", { loading: "lazy", decoding: "async", alt: say("sheets-page-number", { number }) });
    image.addEventListener("error", () => this.unseen(image, number));
    const sheet = make("li", { className: "sheet" }, image);
    sheet.style.aspectRatio = `${width || 1} / ${height || 1}`;
    sheet.dataset.page = number;
    return sheet;
  }

  turner(count) {
    this.number = make("input", { type: "number", min: 1, max: count, value: 1 });
    this.number.setAttribute("aria-label", say("sheets-page"));
    this.number.addEventListener("change", () => this.list.children[this.number.value - 1]?.scrollIntoView({ block: "start" }));
    this.percent = make("span", {});
    this.percent.setAttribute("role", "status");
    const label = make("label", {}, ...woven("sheets-page-of", { input: this.number }, { count }));
    return make("div", { className: "pager" }, label, pushed("smaller", say("sheets-smaller"), "−", say("sheets-smaller-key")), this.percent, pushed("larger", say("sheets-larger"), "+", say("sheets-larger-key")));
  }

  // When it is on the page: follows which sheet is in the middle.
  begin() {
    this.watch = new IntersectionObserver((seen) => {
      const now = seen.find((one) => one.isIntersecting);
      if (now && document.activeElement !== this.number) this.number.value = now.target.dataset.page;
    }, { root: this.list, rootMargin: "-49% 0px -49% 0px" });
    for (const sheet of this.list.children) this.watch.observe(sheet);
  }

  end() {
    this.watch?.disconnect();
  }

  hide(hidden) {
    this.list.hidden = this.pager.hidden = hidden;
    if (hidden) this.unplaced.hidden = true;
  }

  // The boxes of the marks. A passage that was chosen is marked only where no sentence of it is.
  draw() {
    for (const place of this.places) {
      if (!place.n && this.places.some((other) => other.n && other.start >= place.start && other.end <= place.end)) continue;
      place.boxes.forEach(({ page, box: [left, top, width, height] }, line) => {
        const node = make("span", { className: place.n ? "box" : "box passage" });
        Object.assign(node.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
        if (place.n) node.dataset.n = place.n;
        if (place.n && !line) node.append(make("b", { textContent: place.n }));
        this.list.children[page - 1]?.append(node);
      });
    }
  }

  // Of a mark; undefined: of what was chosen without being cited.
  place(mark) {
    return this.places.find((one) => (mark ? one.n === mark.n : !one.n));
  }

  target(mark) {
    return this.list.querySelector(mark ? ".box.chosen" : ".box.passage") ?? this.list.children[(this.place(mark)?.page ?? 1) - 1];
  }

  tell(mark) {
    const place = this.place(mark);
    this.unplaced.textContent = place && !place.boxes.length ? say("sheets-unplaced") : "";
    this.unplaced.hidden = !this.unplaced.textContent;
  }

  resize(by) {
    const middle = (this.list.scrollTop + this.list.clientHeight / 2) / this.list.scrollHeight;
    this.zoom = Math.min(Math.max(this.zoom + by, 0), ZOOMS.length - 1);
    this.size();
    this.list.scrollTop = middle * this.list.scrollHeight - this.list.clientHeight / 2;
  }

  size() {
    const zoom = ZOOMS[this.zoom];
    this.percent.textContent = say("sheets-percent", { percent: zoom * 100 });
    this.list.style.setProperty("--zoom", zoom);
    this.pager.querySelector(".smaller").disabled = this.zoom === 0;
    this.pager.querySelector(".larger").disabled = this.zoom === ZOOMS.length - 1;
    const width = Math.min(innerWidth, WIDEST) * zoom * Math.min(devicePixelRatio, 2);
    const drawn = DRAWN.find((one) => one >= width) ?? DRAWN.at(-1);
    for (const sheet of this.list.children) {
      const address = `/document/${this.id}/page/${sheet.dataset.page}?width=${drawn}`;
      const image = sheet.querySelector("img");
      if (image && image.getAttribute("src") !== address) image.src = address;
    }
  }

  // A page that could not be drawn says why, in its place.
  async unseen(image, number) {
    const said = make("p", { className: "note", textContent: say("sheets-unseen", { number }) });
    const address = image.src;
    image.replaceWith(said);
    try {
      await told(await fetch(address));
    } catch (error) {
      if (error.lang) Object.assign(said, spoken(error));
    }
  }
}
