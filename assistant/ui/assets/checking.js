// Checking an answer by keyboard: one claim after the other, beside the sentences that it rests on, each marked as
// checked or disputed (see marks.js). Claims are elements with the id k-TURN-CLAIM, cited sentences marks with the id s-TURN-NUMBER in a card.
import { calm, isComposing, make, root } from "./dom.js";
import { Marks } from "./marks.js";
import { say } from "./wording.js";

const WORDS = { checked: "check-state-checked", disputed: "check-state-disputed", "": "check-state-none" };
const NEAR = 320; // characters of the passage that are shown before and behind a cited sentence
const KEYS = [
  ["j", "check-key-next"], ["k", "check-key-previous"], ["c", "check-key-checked"], ["d", "check-key-disputed"],
  ["u", "check-key-unmark"], ["o", "check-key-open"], ["?", "check-key-keys"], ["Esc", "check-key-leave"],
];
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]:not([contenteditable=false])";

// Fills `element` with the panel and listens. `conversation`: gives the id of the conversation that is shown, "" where
// there is none yet. Gives {stop}, which takes the listeners away.
export function checking(element, conversation) {
  const one = new Checking(element, conversation);
  return { stop: () => one.stop() };
}

class Checking {
  constructor(element, conversation) {
    this.element = element;
    this.conversation = conversation;
    this.marks = new Marks(conversation, () => this.paint());
    this.within = ""; // the conversation of the claim
    this.claim = ""; // the id of the one that is being checked
    this.build();
    const abort = (this.abort = new AbortController());
    document.addEventListener("keydown", (event) => this.pressed(event), { signal: abort.signal });
    document.addEventListener("click", (event) => this.clicked(event), { capture: true, signal: abort.signal });
    this.observer = new MutationObserver(() => this.soon());
    this.observer.observe(document.querySelector("#chat") ?? document.body, { childList: true, subtree: true, characterData: true });
    this.soon();
  }

  stop() {
    this.abort.abort();
    this.observer.disconnect();
    this.element.replaceChildren();
  }

  // --- the panel
  build() {
    const button = (name, key, text) => {
      const node = make("button", { type: "button", className: name }, text, " ", make("kbd", { textContent: key }));
      node.setAttribute("aria-keyshortcuts", key);
      return node;
    };
    this.where = make("h2", { id: "checking-title", textContent: say("check-title") });
    this.status = make("p", { className: "sr" });
    this.status.setAttribute("role", "status");
    this.said = make("blockquote", { className: "claimed", dir: "auto" });
    this.sentences = make("div", { className: "cited" });
    this.note = make("input", { type: "text", maxLength: 500, placeholder: say("check-why"), dir: "auto" });
    this.noting = make("label", { className: "noting", hidden: true }, say("check-note"), " ", this.note);
    this.problem = make("p", { className: "refusal", hidden: true });
    this.problem.setAttribute("role", "alert");
    this.alone = make("input", { type: "checkbox", checked: localStorage.getItem("checking-keys") !== "off" });
    const list = make("dl", {}, ...KEYS.flatMap(([key, told]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: say(told) })]));
    this.help = make("div", { className: "keys", hidden: true }, list, make("label", {}, this.alone, " ", say("check-single-keys")));
    this.panel = make("section", { id: "checking", hidden: true, tabIndex: -1 },
      make("header", {}, this.where, button("help", "?", say("check-keys")), button("leave", "Esc", say("check-leave"))),
      this.help, this.status, this.said, this.sentences, this.noting, this.problem,
      make("footer", {}, button("previous", "k", say("check-previous")), button("next", "j", say("check-next")), button("mark-checked", "c", say("check-checked")), button("mark-disputed", "d", say("check-disputed")), button("unmark", "u", say("check-unmark"))));
    this.panel.setAttribute("aria-labelledby", "checking-title");
    this.note.addEventListener("keydown", (event) => this.noted(event));
    this.note.addEventListener("change", () => this.keepNote());
    this.alone.addEventListener("change", () => localStorage.setItem("checking-keys", this.alone.checked ? "on" : "off"));
    this.element.replaceChildren(this.panel);
  }

  // --- what is there to check
  newest() {
    const answers = [...document.querySelectorAll("#chat .answer")].filter((one) => one.querySelector(".claim"));
    return [...(answers.at(-1)?.querySelectorAll(".claim") ?? [])];
  }

  shown() {
    const now = document.getElementById(this.claim);
    return now ? [...now.closest(".answer").querySelectorAll(".claim")] : this.newest();
  }

  step(by) {
    const claims = this.panel.hidden ? this.newest() : this.shown();
    if (!claims.length) return;
    const at = claims.findIndex((one) => one.id === this.claim);
    this.go(claims[at < 0 ? (by > 0 ? 0 : claims.length - 1) : (at + by + claims.length) % claims.length].id);
  }

  go(id) {
    const isNew = this.panel.hidden;
    if (isNew) this.from = document.activeElement;
    this.claim = id;
    this.within = this.conversation();
    this.panel.hidden = false;
    this.show();
    if (isNew || !this.panel.contains(document.activeElement)) this.panel.focus({ preventScroll: true });
    document.getElementById(id)?.scrollIntoView({ block: innerWidth > 960 ? "center" : "start", behavior: calm.matches ? "auto" : "smooth" });
  }

  leave() {
    const claim = document.getElementById(this.claim);
    const marker = claim?.querySelector("a.cite, a.why");
    this.panel.hidden = this.noting.hidden = true;
    this.claim = "";
    this.paint();
    const back = this.from?.isConnected && this.from !== document.body && this.from.closest(".answer") ? this.from : marker;
    back?.focus({ preventScroll: true });
  }

  // --- showing one claim
  show() {
    const claim = document.getElementById(this.claim);
    if (!claim) return this.leave();
    const claims = this.shown();
    const at = claims.indexOf(claim);
    const { state = "", note = "" } = this.marks.of(this.claim) ?? {};
    this.where.textContent = say("check-claim", { at: at + 1, count: claims.length });
    this.said.textContent = words(claim);
    this.sentences.replaceChildren(...this.evidence(claim));
    this.note.value = note;
    this.noting.hidden = state !== "disputed";
    this.problem.hidden = true;
    for (const [name, own] of [["mark-checked", "checked"], ["mark-disputed", "disputed"]])
      this.panel.querySelector(`.${name}`).setAttribute("aria-pressed", state === own);
    const cited = [...this.sentences.querySelectorAll("mark")].map((one) => one.textContent).join(" ");
    const told = { at: at + 1, count: claims.length, state: say(WORDS[state]), claim: this.said.textContent };
    this.status.textContent = cited ? say("check-status", { ...told, cited }) : say("check-status-uncited", { ...told, reason: this.sentences.textContent });
    this.paint();
  }

  evidence(claim) {
    const turn = this.claim.split("-")[1];
    const numbers = [...new Set([...claim.querySelectorAll("a.cite")].map((one) => one.textContent.trim()))];
    const found = numbers.map((number) => document.getElementById(`s-${turn}-${number}`)).filter(Boolean).map(quoted);
    if (found.length) return found;
    const reason = claim.querySelector(".reason");
    const why = reason && make("bdi", { textContent: reason.textContent.replace(/^: /, ""), lang: reason.lang || root.lang });
    return [make("p", { className: "uncited" }, say("check-uncited"), " ", why)];
  }

  async openFull(button = this.sentences.querySelector(".full")) {
    const mark = button && document.getElementById(button.dataset.sentence);
    const read = mark?.closest(".card")?.querySelector(".read");
    if (!read) return;
    const { openDocument, wanted } = await import("./document.js");
    openDocument({ ...wanted(read, mark), from: this.panel });
  }

  // --- keys and buttons
  pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    // The box for the question has the focus when an answer comes: where it is empty, Escape leads to the answer.
    if (event.key === "Escape" && event.target.matches?.("#ask textarea") && !event.target.value) return this.newest().at(0)?.closest(".answer").querySelector("a.check-claims")?.focus();
    if (event.target.closest?.(TYPING)) return;
    const isOpen = !this.panel.hidden;
    const at = { j: () => this.step(1), k: () => this.step(-1) };
    const always = { Escape: () => this.leave() };
    const inside = { c: () => this.set("checked"), d: () => this.dispute(), u: () => this.set(""), o: () => this.openFull(), "?": () => this.showHelp() };
    const keys = { ...(this.alone.checked ? at : {}), ...(isOpen ? always : {}), ...(isOpen && this.alone.checked ? inside : {}) };
    const action = keys[event.key];
    if (!action || (!isOpen && !this.newest().length)) return;
    event.preventDefault();
    action();
  }

  clicked(event) {
    const near = (selector) => event.target.closest?.(selector);
    const start = near("#chat a.check-claims");
    if (start) {
      event.preventDefault();
      event.stopPropagation();
      const first = start.closest(".answer").querySelector(".claim");
      if (first) this.go(first.id);
    } else if (!this.panel.contains(event.target)) return;
    else if (near(".leave")) this.leave();
    else if (near(".help")) this.showHelp();
    else if (near(".previous")) this.step(-1);
    else if (near(".next")) this.step(1);
    else if (near(".mark-checked")) this.set("checked");
    else if (near(".mark-disputed")) this.dispute();
    else if (near(".unmark")) this.set("");
    else if (near(".full")) this.openFull(near(".full"));
  }

  showHelp() {
    this.help.hidden = !this.help.hidden;
    this.panel.querySelector(".help").setAttribute("aria-expanded", !this.help.hidden);
  }

  dispute() {
    if (this.marks.of(this.claim)?.state !== "disputed") this.set("disputed", "");
    this.noting.hidden = false;
    this.note.focus();
  }

  noted(event) {
    if (isComposing(event) || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.note.value = this.marks.of(this.claim)?.note ?? "";
    else this.keepNote();
    this.panel.focus({ preventScroll: true });
  }

  keepNote() {
    const known = this.marks.of(this.claim);
    if (known?.state === "disputed" && known.note !== this.note.value.trim()) this.set("disputed", this.note.value.trim());
  }

  async set(state, note = "") {
    const id = this.claim;
    if (!this.isThere()) return this.keepUp();
    const kept = this.marks.set(id, state, note);
    this.show();
    if (await kept) return;
    if (this.claim === id) this.show();
    this.paint();
    this.problem.textContent = say("check-not-kept");
    this.problem.hidden = false;
  }

  // --- keeping up with an answer that is drawn anew
  soon() {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.keepUp();
    });
  }

  keepUp() {
    this.marks.keepUp();
    if (this.claim && !this.isThere()) this.leave();
    this.paint();
  }

  // Whether the claim that is read in the panel still is the one on the page: other conversations have claims of the
  // same number, and so has an answer that takes the place of another.
  isThere() {
    const claim = document.getElementById(this.claim);
    return Boolean(claim) && this.within === this.conversation() && words(claim) === this.said.textContent;
  }

  paint() {
    this.marks.paint(this.claim);
  }
}

// What a claim says, without its markers.
function words(claim) {
  const copy = claim.cloneNode(true);
  copy.querySelectorAll("a, .reason").forEach((one) => one.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// A cited sentence between its neighbours in the passage, and of which document it is.
function quoted(mark) {
  const card = mark.closest(".card");
  const quote = mark.closest("blockquote");
  const range = document.createRange();
  range.selectNodeContents(quote);
  range.setEndBefore(mark);
  const before = range.toString();
  range.selectNodeContents(quote);
  // A sentence of several paragraphs has a mark in each: all of them are it.
  const parts = [...quote.querySelectorAll("mark")].filter((one) => one.dataset.n === mark.dataset.n);
  range.setStartAfter(parts.at(-1));
  const behind = range.toString();
  const full = make("button", { type: "button", className: "full" }, say("card-read"), " ", make("kbd", { textContent: "o" }));
  full.dataset.sentence = mark.id;
  return make("article", {},
    make("p", { className: "from" }, make("b", { textContent: mark.dataset.n }), " ", make("bdi", { textContent: card.querySelector(".title").textContent }), " · ", ...[...card.querySelector(".meta").childNodes].map((node) => node.cloneNode(true))),
    make("p", { className: "quoted", dir: "auto", lang: quote.lang }, tail(before), " ", make("mark", { textContent: parts.map((one) => one.textContent).join(" ") }), " ", head(behind)),
    full);
}

const head = (text) => (text.length > NEAR ? `${text.slice(0, NEAR).replace(/\s+\S*$/, "")} …` : text).trim();
const tail = (text) => (text.length > NEAR ? `… ${text.slice(-NEAR).replace(/^\S*\s+/, "")}` : text).trim();
