// Documents that differ, beside each other: each opened at its sentence, which is marked.
// Asked of the server: POST /document for each of them, as in document.js.
import { calm, make } from "./dom.js";
import { asked, linked, openDocument } from "./document.js";
import { pushed } from "./sheets.js";
import { say, spoken } from "./wording.js";

let open = null; // the sides that are being read

// Opens the sides that `link` stands below (see differing.py), and gives the focus back to it.
export async function openSides(link) {
  const box = link.closest(".differ");
  const versions = [...box.querySelectorAll("li")].map((item) => ({
    value: item.querySelector("strong").textContent,
    said: item.querySelector(".said"),
    place: linked(item.querySelector("a.at")),
  }));
  const found = await Promise.all(versions.map(({ place: { from, ...place } }) => asked("/document", place)));
  open?.box.close();
  open = new Sides(box.querySelector("p"), versions.map((one, at) => ({ ...one, found: found[at] })), link);
  open.show();
}

class Sides {
  constructor(heading, versions, from) {
    this.from = from;
    this.at = 0;
    const title = make("h2", { id: "compare-title" }, ...[...heading.childNodes].map((node) => node.cloneNode(true)));
    this.status = make("span", { className: "said" });
    this.status.setAttribute("role", "status");
    const steps = make("div", { className: "steps" }, pushed("before", say("compare-previous-key"), "‹"), this.status, pushed("next", say("compare-next-key"), "›"));
    steps.setAttribute("role", "group");
    steps.setAttribute("aria-label", say("compare-statements"));
    const close = make("button", { type: "button", className: "close", textContent: say("document-close") });
    this.sides = versions.map((one, at) => this.side(one, at));
    this.box = make("dialog", { id: "compare" }, make("header", {}, title, make("div", { className: "tools" }, steps, close)), make("div", { className: "sides" }, ...this.sides.map(({ node }) => node)));
    this.box.setAttribute("aria-labelledby", "compare-title");
    this.box.addEventListener("click", (event) => this.clicked(event));
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    this.box.addEventListener("focusin", (event) => this.focused(event));
    this.box.addEventListener("close", () => this.closed());
  }

  side({ value, said, place, found }, at) {
    const name = `compare-${at}`;
    const title = make("h3", { id: name }, make("bdi", { textContent: found.problem ? place.from.textContent : found.title, lang: said.lang }));
    const told = [found.problem && spoken(found.problem), found.since && { textContent: found.since, lang: found.since_in, dir: "auto" }, found.note && { textContent: found.note }];
    const full = !found.problem && make("button", { type: "button", className: "full", textContent: say("card-read"), aria: { describedby: name } });
    const text = make("div", { className: "body", dir: "auto", tabIndex: 0, lang: said.lang });
    text.setAttribute("role", "region");
    text.setAttribute("aria-labelledby", name);
    if (found.problem) text.append(make("p", { textContent: said.textContent }));
    else text.innerHTML = found.html; // escaped on the server
    const mark = text.querySelector("#document-mark");
    for (const piece of text.querySelectorAll("mark")) {
      piece.classList.toggle("chosen", piece === mark || (piece.dataset.n && piece.dataset.n === mark?.dataset.n) || piece.matches(".passage"));
      piece.removeAttribute("id"); // there is more than one document
    }
    const facts = make("p", { className: "meta", textContent: found.meta ?? "" });
    const head = make("div", {}, make("p", { className: "value" }, make("bdi", { textContent: value })), title, facts, ...told.filter(Boolean).map((fields) => make("p", { className: "note", ...fields })));
    const node = make("article", {}, make("header", {}, head, full), text);
    node.setAttribute("aria-labelledby", name);
    return { node, value, title: title.textContent, place, full, target: mark ?? text, text };
  }

  show() {
    (document.querySelector(".gradio-container") ?? document.body).append(this.box);
    this.box.showModal();
    for (const { target, text } of this.sides) if (target !== text) text.scrollTop += middle(target) - middle(text);
    this.choose(0);
  }

  closed() {
    if (open === this) open = null;
    this.box.remove();
    const again = this.from.isConnected ? this.from : document.querySelector(`#chat a.compare[href="${this.from.getAttribute("href")}"]`);
    again?.focus(); // Gradio may have drawn the answer anew meanwhile
  }

  clicked(event) {
    const near = (selector) => event.target.closest(selector);
    if (event.target === this.box || near(".close")) this.box.close();
    else if (near(".before")) this.choose(this.at - 1, false);
    else if (near(".next")) this.choose(this.at + 1, false);
    else if (near(".full")) openDocument({ ...this.sides.find(({ full }) => full === near(".full")).place, from: near(".full") });
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { j: 1, n: 1, k: -1, p: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(this.at + by);
  }

  focused(event) {
    const at = this.sides.findIndex(({ node }) => node.contains(event.target));
    if (at >= 0 && at !== this.at) this.tell(at);
  }

  // The side of this number, from 0; before the first comes the last.
  choose(at, isFocused = true) {
    this.tell((at + this.sides.length) % this.sides.length);
    const { node, target } = this.sides[this.at];
    if (isFocused) target.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  }

  tell(at) {
    this.at = at;
    const { value, title } = this.sides[at];
    this.sides.forEach(({ node }, other) => node.classList.toggle("current", other === at));
    this.status.textContent = say("compare-statement", { at: at + 1, count: this.sides.length });
    this.status.append(make("span", { className: "sr" }, ": ", make("bdi", { textContent: value }), say("comma"), make("bdi", { textContent: title })));
  }
}

function middle(node) {
  const { top, height } = node.getBoundingClientRect();
  return top + height / 2;
}
