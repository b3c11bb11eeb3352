// A whole document in a dialog: its text or its pages, with everything marked that the answer shown cites from it.
// Asked of the server: POST /document {document, start, end, quote, marks, before?, after?} (the text, a part at a
// time), POST /document/places (the same; where the marks stand on the pages), GET /document/ID/page/N?width=W.
import { calm, fetched, make, root } from "./dom.js";
import { finding } from "./finding.js";
import { Sheets, pushed } from "./sheets.js";
import { say, spoken } from "./wording.js";

// What the server says, or {problem}: an error with its sentence why it says nothing.
export const asked = (path, body) => fetched(path, "POST", body).catch((error) => ({ problem: error }));

const MOST_PARTS = 10; // of a long document, that are loaded to look for words in it

const place = ({ start, end, quote }) => ({ start: +start, end: +end, quote });
// What `openDocument` wants, read from a card: `button` is its "Read in full", `mark` one of its marked sentences.
export function wanted(button, mark) {
  const id = button.dataset.document;
  const turn = button.closest(".turn") ?? button.closest(".card");
  return { document: id, ...place(mark?.dataset.quote ? mark.dataset : button.dataset), marks: citedIn(turn, id), from: button };
}
// All that is cited from a document in the cards of `turn`, once each.
function citedIn(turn, id) {
  const cards = [...(turn?.querySelectorAll(".card") ?? [])].filter((card) => card.querySelector(".read")?.dataset.document === id);
  const all = cards.flatMap((card) => [...card.querySelectorAll("mark[data-n]")]);
  return [...new Map(all.map(({ dataset }) => [+dataset.n, { n: +dataset.n, ...place(dataset) }])).values()];
}
// The same, read from a link of an answer that says where a sentence stands (see differing.py).
export function linked(link) {
  const [, turn, id, start, end, quote] = link.getAttribute("href").match(/^#s-(\d+)-at-(\w+)-(\d+)-(\d+)-(\w+)$/);
  return { document: id, start: +start, end: +end, quote, marks: citedIn(document.querySelector(`.turn[data-turn="${turn}"]`), id), from: link };
}

// A button in the text of a document, which has another language.
const further = (name, word) => Object.assign(pushed(name, word, word, ""), { lang: root.lang, dir: root.dir });

let open = null; // the document that is being read

// Opens a document at text[start:end]. `marks`: [{n, start, end, quote}] of all that is cited from it; `from`: the
// element that gets the focus back.
export async function openDocument({ document: id, start, end, quote, marks = [], from }) {
  const place = { document: id, start, end, quote, marks };
  const found = await asked("/document", place);
  open?.box.close();
  open = new Reading(place, from, found);
  open.show();
}

class Reading {
  constructor(place, from, found) {
    this.place = place;
    this.from = from;
    this.found = found;
    const stand = new Set(found.stand ?? []);
    const known = place.marks.filter(({ n }) => stand.has(n));
    this.marks = known.sort((one, other) => one.start - other.start || one.n - other.n);
    this.at = this.marks.findIndex((one) => one.start === place.start && one.end === place.end);
    this.build();
  }

  build() {
    const { found } = this;
    const title = make("h2", found.problem ? { textContent: say("document-problem") } : { dir: "auto", textContent: found.title, lang: found.language });
    title.id = "document-title";
    const head = make("div", {}, title, make("p", { className: "meta", ...(found.problem ? spoken(found.problem) : { textContent: found.meta }) }));
    if (found.since) head.append(make("p", { className: "note", textContent: found.since, lang: found.since_in, dir: "auto" }));
    if (found.note) head.append(make("p", { className: "note", textContent: found.note }));
    const close = make("button", { type: "button", className: "close", textContent: say("document-close") });
    this.box = make("dialog", { id: "document" }, make("header", {}, head, close));
    this.box.setAttribute("aria-labelledby", "document-title");
    this.box.addEventListener("click", (event) => this.clicked(event));
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    this.box.addEventListener("close", () => this.closed());
    if (found.problem) return;
    this.status = make("span", { className: "said" });
    this.status.setAttribute("role", "status");
    this.tools = make("div", { className: "tools" }, ...(found.pages ? [this.views()] : []), ...(this.marks.length ? [this.steps()] : []), finding(this));
    this.text = make("div", { className: "body", dir: "auto", tabIndex: 0, lang: found.language });
    this.text.setAttribute("role", "region");
    this.text.setAttribute("aria-labelledby", "document-title");
    this.fill(found);
    this.box.append(this.tools, this.text);
  }

  views() {
    const group = make("div", { className: "views" }, ...[["as-text", say("document-text")], ["as-pages", say("document-pages")]].map(([name, word]) => pushed(name, word, word, "")));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", say("document-show-as"));
    return group;
  }

  steps() {
    const group = make("div", { className: "steps" }, pushed("before", say("document-previous"), "‹", say("document-previous-key")), this.status, pushed("next", say("document-next"), "›", say("document-next-key")));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", say("document-citations"));
    return group;
  }

  show() {
    (document.querySelector(".gradio-container") ?? document.body).append(this.box);
    this.box.showModal();
    if (this.found.problem) return;
    this.look("text");
    (this.text.querySelector("#document-mark") ?? this.text).focus({ preventScroll: true });
    this.reach();
  }

  closed() {
    if (open === this) open = null;
    this.sheets?.end();
    this.box.remove();
    let { from } = this;
    // Gradio may have drawn the cards anew meanwhile.
    if (from && !from.isConnected) from = document.querySelector(`.read[data-document="${this.place.document}"]`);
    from?.focus();
  }

  clicked(event) {
    const near = (selector) => event.target.closest(selector);
    if (event.target === this.box || near(".close")) this.box.close();
    else if (near(".as-text")) this.look("text");
    else if (near(".as-pages")) this.look("pages");
    else if (near(".before")) this.step(-1);
    else if (near(".next")) this.step(1);
    else if (near(".smaller")) this.sheets.resize(-1);
    else if (near(".larger")) this.sheets.resize(1);
    else if (near(".more")) this.more(near(".more"));
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    const action = { "/": () => this.find(), j: () => this.step(1), n: () => this.step(1), k: () => this.step(-1), p: () => this.step(-1), ...(this.view === "pages" && { "+": () => this.sheets.resize(1), "-": () => this.sheets.resize(-1) }) }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  // --- the text
  fill(found) {
    [this.first, this.last] = [found.first, found.last];
    this.text.innerHTML = found.html; // escaped on the server
    if (this.first > 0) this.text.prepend(further("more up", say("document-before")));
    if (this.last < found.length) this.text.append(further("more down", say("document-after")));
  }

  async more(button) {
    const part = await this.load(button);
    part?.focus({ preventScroll: true });
    this.choose();
  }

  async load(button) {
    const up = button.matches(".up");
    button.disabled = true;
    const found = await asked("/document", { ...this.place, ...(up ? { before: this.first } : { after: this.last }) });
    if (!this.box.isConnected) return null;
    if (found.problem) {
      button.replaceWith(make("p", { className: "note", role: "alert", ...spoken(found.problem) }));
      return null;
    }
    const part = make("div", { tabIndex: -1 });
    part.innerHTML = found.html; // escaped on the server
    const [height, top] = [this.text.scrollHeight, this.text.scrollTop];
    button[up ? "after" : "before"](part);
    button.disabled = false;
    if (up) {
      this.first = found.first;
      this.text.scrollTop = top + this.text.scrollHeight - height;
    } else this.last = found.last;
    if (up ? this.first === 0 : this.last === found.length) button.remove();
    return part;
  }

  // --- words in it, which only the text shows
  get isWhole() {
    return !this.text.querySelector(":scope > .more");
  }

  // The whole text, unless it is too long for a browser.
  async whole() {
    if (this.view !== "text") await this.look("text");
    for (let parts = 0; parts < MOST_PARTS && !this.isWhole; parts += 1)
      if (!(await this.load(this.text.querySelector(":scope > .more")))) return;
    this.choose();
  }

  find() {
    this.tools.querySelector(".finding input").focus();
  }

  // --- citations, one after the other
  step(by) {
    if (!this.marks.length) return;
    // From a passage that no sentence is cited of: to the next one behind it, or before it.
    if (this.at < 0) this.at = this.marks.filter((one) => one.start < this.place.start).length - (by > 0 ? 1 : 0);
    this.at = (this.at + by + this.marks.length) % this.marks.length;
    this.reach();
  }

  async reach() {
    const mark = this.marks[this.at];
    if (this.view === "text" && mark && !(mark.start >= this.first && mark.start < this.last)) {
      const found = await asked("/document", { ...this.place, start: mark.start, end: mark.end, quote: mark.quote });
      if (found.problem || !this.box.isConnected) return;
      this.fill(found);
    }
    this.choose();
    const target = this.view === "text"
      ? this.text.querySelector(".chosen") ?? this.text.querySelector("#document-mark")
      : this.sheets.target(mark);
    target?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "instant" });
  }

  choose() {
    const mark = this.marks[this.at];
    for (const node of this.box.querySelectorAll("[data-n]")) node.classList.toggle("chosen", Boolean(mark) && +node.dataset.n === mark.n);
    if (mark) this.status.textContent = say("document-citation", { number: mark.n, at: this.at + 1, count: this.marks.length });
    else this.status.textContent = say("document-count", { count: this.marks.length });
    if (this.view === "pages") this.sheets.tell(mark);
  }

  // --- text or pages
  async look(view) {
    this.view = view;
    if (view === "pages" && !this.sheets) await this.lay();
    if (this.view !== view || !this.box.isConnected) return;
    if (view === "pages" && !this.sheets) this.view = view = "text"; // they cannot be shown, which is said
    this.text.hidden = view === "pages";
    this.sheets?.hide(view === "text");
    for (const [name, own] of [["as-text", "text"], ["as-pages", "pages"]])
      this.box.querySelector(`.${name}`)?.setAttribute("aria-pressed", view === own);
    this.reach();
  }

  async lay() {
    const found = await asked("/document/places", this.place);
    if (!this.box.isConnected) return;
    if (!found.problem) {
      this.sheets = new Sheets(this.place.document, found);
      this.tools.append(this.sheets.pager);
      this.box.append(this.sheets.unplaced, this.sheets.list);
      this.sheets.begin();
      return;
    }
    this.box.querySelector(".unpaged")?.remove();
    const said = make("p", { className: "note unpaged", ...spoken(found.problem) });
    said.setAttribute("role", "alert");
    this.box.querySelector("header > div").append(said);
  }
}
