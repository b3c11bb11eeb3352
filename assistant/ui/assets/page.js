// What the page does in the browser: markers and their quotes, the dialog with a whole document, light and dark.
// Listeners are delegated to the document, so that the re-drawing of a streaming answer does not matter.
// A module, imported by the components that it serves: Gradio draws them without waiting for a script of the page.
import { composer, find, make, narrow, root, running, scroll, shown } from "./dom.js";
import { draw, know, rate } from "./feedback.js";
import { follow, following } from "./following.js";
import { begin, toggle, toLibrary, toPanel } from "./history.js";
import { among, ask, isMoving, tell as bid } from "./talking.js";
import { choose, number, say } from "./wording.js";
export { conversations } from "./history.js";
export { filters } from "./filters.js";

root.dataset.conversation = "empty";
const MARKER = ':is(#chat, #timeline) a:is([href^="#s-"], [href^="#c-"])';

// --- a marker's sentence
const sentence = (marker) => find(marker.getAttribute("href").slice(1));
const facts = (card) => [card.querySelector(".title").textContent, card.querySelector(".meta").textContent];
const copied = (nodes) => [...nodes].map((node) => node.cloneNode(true));
let marker = null; // whose quote is shown
let lastMarker = ""; // where "Back to answer" leads
let timer = 0;
const popover = () => {
  const known = find("quote");
  if (known) return known;
  const made = make("div", { id: "quote", role: "tooltip", popover: "manual" });
  document.querySelector(".gradio-container").append(made);
  return made;
};
function hide() {
  clearTimeout(timer);
  marker?.removeAttribute("aria-describedby");
  marker = null;
  if (find("quote")?.matches(":popover-open")) find("quote").hidePopover();
}
function explanation(node) {
  if (node.classList.contains("why")) {
    const reason = node.parentElement.querySelectorAll(".reason");
    const mine = [...reason].find((one) => one.previousElementSibling === node);
    return mine && [make("strong", { textContent: say("answer-not-supported-title") }), make("span", { textContent: mine.textContent.replace(/^: /, ""), dir: "auto", lang: mine.lang || root.lang })];
  }
  const found = sentence(node);
  if (!found) return null;
  const card = found.closest(".card");
  const [title, meta] = [facts(card)[0], copied(card.querySelector(".meta").childNodes)];
  return [
    make("strong", { textContent: title, dir: "auto" }),
    make("span", { className: "meta", dir: "auto" }, ...meta),
    found !== card && make("q", { textContent: found.textContent, dir: "auto", lang: card.querySelector("blockquote").lang }),
  ].filter(Boolean);
}
function show(node) {
  if (node.matches(".act, .title")) return;
  const parts = node.isConnected && explanation(node);
  if (!parts) return;
  const box = popover();
  marker = node;
  box.replaceChildren(...parts);
  box.showPopover();
  node.setAttribute("aria-describedby", "quote");
  const at = node.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const above = at.top - size.height - 8;
  box.style.left = `${Math.max(8, Math.min(at.left + at.width / 2 - size.width / 2, innerWidth - size.width - 8))}px`;
  box.style.top = `${above > 8 ? above : at.bottom + 8}px`;
}
function go(node) {
  if (node.classList.contains("why")) return show(node);
  const found = sentence(node);
  if (!found) return;
  hide();
  lastMarker = node.getAttribute("href");
  document.querySelector("#side-tabs button[role=tab]")?.click();
  for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  requestAnimationFrame(() => {
    const card = found.closest(".card");
    if (found === card) card.tabIndex = -1;
    const room = innerHeight - (innerWidth > 960 ? 160 : 180); // what the bars leave
    if (card.offsetHeight < room) scroll(card, "start");
    else scroll(found, "center");
    found.focus({ preventScroll: true });
    found.classList.remove("flash");
    void found.offsetWidth; // restarts the animation
    found.classList.add("flash");
    setTimeout(() => found.classList.remove("flash"), 2500);
  });
}
function back(card) {
  const ids = [...card.querySelectorAll("mark[id]")].map((mark) => `#${mark.id}`);
  const href = ids.includes(lastMarker) ? lastMarker : ids[0];
  const target = document.querySelector(`#chat a[href="${href}"]`);
  if (!target) return;
  scroll(target, "center");
  target.focus({ preventScroll: true });
}

// --- a card's buttons
const chosen = (card) => card.querySelector("mark.flash, mark:focus") || card.querySelector(`[id="${lastMarker.slice(1)}"]`) || card.querySelector("mark");
function toClipboard(text, button) {
  const before = button.textContent;
  const done = (name) => {
    button.textContent = say(name);
    setTimeout(() => (button.textContent = before), 1500);
  };
  const write = navigator.clipboard?.writeText(text);
  if (write) write.then(() => done("answer-copied"), () => done("answer-not-copied"));
  else done("answer-not-copied");
}
const reference = (found) => `“${found.textContent}” — ${facts(found.closest(".card")).join(", ")}`;
const copyQuote = (card, button) => toClipboard(reference(chosen(card) || card.querySelector("blockquote")), button);
// What no document supports is left out, and so is an item or paragraph of which nothing remains.
function copyAnswer(button) {
  const whole = button.getAttribute("href").endsWith("-all");
  const answer = button.closest(".answer").cloneNode(true);
  const lines = new Map(); // number → reference
  answer.querySelectorAll(".acts, .quiet, .reason, .understood, .withheld").forEach((node) => node.remove());
  if (!whole) answer.querySelectorAll(".unsupported, a.why, .partly").forEach((node) => node.remove());
  answer.querySelectorAll("a.cite").forEach((node) => {
    const found = sentence(node);
    if (found) lines.set(+node.textContent, reference(found));
    node.textContent = `[${node.textContent}]`;
  });
  answer.querySelectorAll("a.why").forEach((node) => (node.textContent = `[${say("answer-not-supported")}]`));
  const prose = [...answer.querySelectorAll("p, li")]
    .map((node) => [node.tagName, node.textContent.replace(/\s+/g, " ").trim()])
    .filter(([, text]) => text)
    .map(([tag, text]) => (tag === "LI" ? `- ${text}` : text));
  const references = [...lines].sort(([a], [b]) => a - b).map(([number, line]) => `[${number}] ${line}`);
  toClipboard([...prose, "", ...references].join("\n"), button);
}
// Not before somebody reads: the page is there sooner.
async function read(button, mark) {
  const { openDocument, wanted } = await import("./document.js");
  openDocument(wanted(button, mark));
}
async function readAt(link) {
  const { linked, openDocument } = await import("./document.js");
  openDocument(linked(link));
}
async function compare(link) {
  const { openSides } = await import("./compare.js");
  openSides(link);
}

// --- the order of time
function toTimeline(turn) {
  hide();
  document.querySelectorAll("#side-tabs button[role=tab]")[1]?.click();
  setTimeout(() => { // when the tab has opened
    const fold = find(`time-${turn}`);
    if (!fold) return;
    fold.open = true;
    scroll(narrow.matches ? find("right") : fold, "start");
    fold.querySelector("summary").focus({ preventScroll: true });
  }, 250);
}

// --- an answer, taken away as a file
function take(turn, form) {
  const href = `/conversations/${encodeURIComponent(shown().conversation)}/export.${form}?turn=${turn}`;
  const link = make("a", { href, download: "" });
  document.body.append(link);
  link.click();
  link.remove();
}

// --- an earlier question, changed
function change(turn) {
  ask("edit", turn);
  document.querySelector("#ask textarea")?.focus();
}

// --- repairs of Gradio's markup: names and roles that its sanitiser drops or its components lack
const each = (selector, action) => document.querySelectorAll(selector).forEach(action);
function repair() {
  each(`${MARKER}.cite:not([aria-label])`, (node) => {
    const card = sentence(node)?.closest(".card");
    const number = node.textContent.trim();
    node.setAttribute("aria-label", card ? say("source-titled", { number, title: facts(card)[0] }) : say("source", { number }));
  });
  each("#chat a.act:not([role])", (node) => node.setAttribute("role", "button"));
  if (!running()) draw();
  follow();
  // What is suggested is in the page's language or in English (see _welcome in page.py), what is offered below an answer
  // in English; what a question may mean is in the question's language.
  const own = Number(document.querySelector("#chat .hello")?.className.match(/own-(\d+)/)?.[1] ?? 0);
  document.querySelectorAll("#chat .example").forEach((node, at) => node.lang || Object.assign(node, { lang: at < own ? root.lang : "en", dir: "auto" }));
  each("#chat .option:not([dir])", (node) => Object.assign(node, [...document.querySelectorAll("#chat .answer")].at(-1)?.matches(".unclear") ? { dir: "auto" } : { dir: "auto", lang: "en" }));
  each("#chat .examples[role=list]", (node) => node.setAttribute("role", "group"));
  each("#chat [data-testid=bot][aria-label], #chat [data-testid=user][aria-label]", (node) => node.removeAttribute("aria-label"));
  // A reader of the screen hears one sentence when the answer is ready (in #passages), not every word as it comes.
  each("#chat [aria-live]:not([aria-live=off])", (node) => node.setAttribute("aria-live", "off"));
  name();
  if (running() && document.querySelector("#main [data-testid=status-tracker] .error")) setTimeout(lose, 1500);
  root.dataset.conversation = document.querySelector("#chat [data-testid=user]") ? "some" : "empty";
  if (marker && !marker.isConnected) {
    const again = document.querySelector(`#chat a[href="${marker.getAttribute("href")}"]`);
    const focused = document.activeElement === document.body && marker.dataset.focused;
    hide();
    if (again && focused) again.focus({ preventScroll: true });
  }
}
// Gradio says its own words in the browser's language, which need not be the reader's.
function name() {
  each("#chat .message-buttons .icon-button-wrapper", (wrapper) => {
    [...wrapper.querySelectorAll("button")].forEach((node, at) => named(node, say(at ? "chat-undo" : "chat-retry")));
  });
  each("#chat [role=log]", (node) => node.setAttribute("aria-label", say("page-conversation")));
  each("#chat .scroll-down-button-container button", (node) => named(node, say("chat-scroll"), false));
  each("#side-tabs .overflow-menu > button", (node) => named(node, say("tabs-more"), false));
}
function named(node, word, isShown = true) {
  if (node.title === word && (!isShown || node.dataset.word === word)) return;
  if (isShown) node.dataset.word = word;
  node.setAttribute("aria-label", word);
  node.title = word;
  node.querySelector("svg")?.removeAttribute("aria-label");
}
function lose() {
  if (!running() || find("lost")) return; // an error of which the server has told the reader itself
  find("hint")?.prepend(make("p", { id: "lost", className: "refusal", role: "alert", textContent: say("hint-lost") }));
}

// The claims of an answer, one by one: not before the page is there, which does without it.
let checks = null;
async function check() {
  if (checks) return;
  checks = document.querySelector(".gradio-container").appendChild(make("div"));
  const { checking } = await import("./checking.js");
  checking(checks, () => shown().conversation ?? "");
}

let listening = null; // to what belongs to the passages, once however often they are drawn anew
export function passages(element) {
  listening?.abort();
  const abort = (listening = new AbortController());
  const on = (type, action, options = {}) => document.addEventListener(type, action, { ...options, signal: abort.signal });
  on("click", (event) => {
    const near = (selector) => event.target.closest?.(selector);
    const node = near(MARKER);
    if (node) {
      event.preventDefault();
      event.stopPropagation();
      const edit = node.getAttribute("href").match(/^#s-(\d+)-edit$/);
      const time = node.getAttribute("href").match(/^#s-(\d+)-time$/);
      const save = node.getAttribute("href").match(/^#s-(\d+)-save-(\w+)$/);
      if (edit) change(edit[1]);
      else if (time) toTimeline(time[1]);
      else if (/-(good|bad)$/.test(node.getAttribute("href"))) rate(node);
      else if (save) take(save[1], save[2]);
      else if (node.classList.contains("at")) readAt(node);
      else if (node.classList.contains("compare")) compare(node);
      else if (node.classList.contains("act")) copyAnswer(node);
      else go(node);
    } else if (near(".card .back")) back(near(".card"));
    else if (near(".card .read")) read(near(".read"), chosen(near(".card")));
    else if (near("#hint .keep")) change("");
    else if (near("#chat .hello a")) {
      event.preventDefault();
      event.stopPropagation();
      toLibrary();
    } else if (event.isTrusted && near("#side-tabs [role=tab]")) toPanel();
    else if (near("#state .unfold")) among("unfold", String(Math.max(0, shown().first - 20)));
    else if (near(".card .copy")) copyQuote(near(".card"), near(".copy"));
  }, { capture: true });
  on("mouseover", (event) => {
    const node = event.target.closest?.(MARKER);
    if (!node || node === marker) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(node), 120);
  });
  on("mouseout", (event) => { if (event.target.closest?.(MARKER)) hide(); });
  on("focusin", (event) => {
    const node = event.target.closest?.(MARKER);
    hide();
    if (node?.matches(":focus-visible")) { node.dataset.focused = "1"; show(node); }
  });
  on("scroll", hide, { capture: true, passive: true });
  on("keydown", (event) => {
    const isSent = event.key === "Enter" && !event.shiftKey && event.target.matches?.("#ask textarea");
    if (isSent && running() && !isMoving()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    const card = document.activeElement?.closest?.(".card");
    if (marker) hide();
    else if (card?.querySelector("mark")) back(card);
  }, { capture: true });
  const state = new MutationObserver(know);
  state.observe(find("state"), { childList: true, subtree: true, attributes: true });
  abort.signal.addEventListener("abort", () => state.disconnect());
  know();
  const observer = new MutationObserver(repair);
  observer.observe(document.querySelector(".gradio-container"), { childList: true, subtree: true });
  check();
  following(abort);
  abort.signal.addEventListener("abort", () => observer.disconnect());
  repair();
}

// --- the library while documents are taken in
const OFTEN = 1500, SELDOM = 15000; // milliseconds between two looks: while something is going on, and else
let looking = 0;
let known = null; // documents when it was looked last
let wasBusy = false;
async function look(element, refresh) {
  clearTimeout(looking);
  let found = null;
  try {
    const answer = await fetch(`/standing?known=${known ?? ""}`, { cache: "no-store" });
    found = answer.ok ? await answer.json() : null;
  } catch { /* the server is gone: the next look will tell */ }
  if (found && element.isConnected) {
    if (known !== null && found.documents !== known && root.dataset.conversation === "empty") refresh();
    if ((known !== null && found.documents !== known) || wasBusy !== found.busy) document.dispatchEvent(new Event("standing"));
    [known, wasBusy] = [found.documents, found.busy];
    tell(element, found);
  }
  looking = setTimeout(() => look(element, refresh), found?.busy ? OFTEN : SELDOM);
}
function tell(element, found) {
  const box = element.querySelector(".standing");
  if (!box) return;
  const sub = element.querySelector(".sub");
  if (sub && found.subtitle !== undefined) sub.innerHTML = found.subtitle; // escaped by the server
  const said = found.busy ? doing(found) : found.problem;
  box.hidden = !said && !found.problems_in_all;
  Object.assign(box.querySelector(".said"), { textContent: said || "", lang: found.busy ? root.lang : found.lang, dir: "auto" });
  const bar = box.querySelector("progress");
  bar.hidden = !found.busy;
  if (found.share === null) bar.removeAttribute("value");
  else bar.value = found.share;
  const list = box.querySelector("details");
  list.hidden = !found.problems_in_all;
  const count = found.problems_in_all;
  // On a phone there is room for the number alone.
  list.querySelector("summary").replaceChildren(make("span", { className: "whole", textContent: say("standing-unread", { count }) }), make("span", { className: "short", textContent: `⚠ ${number(count)}`, ariaHidden: "true" }));
  const lines = found.problems.map((textContent) => make("li", { textContent, dir: "auto" }));
  if (list.querySelector("ul").textContent !== lines.map((line) => line.textContent).join("")) list.querySelector("ul").replaceChildren(...lines);
}

// What is being taken in, and for how long it will be.
function doing({ work: { reading, waiting, passages, seconds }, share }) {
  const parts = [];
  if (reading) parts.push(say("standing-reading", { done: reading[0], total: reading[1] }));
  if (waiting) parts.push(say("standing-meaning", { percent: Math.floor(100 * share), passages }));
  if (seconds !== null) parts.push(say("standing-left", { time: time(seconds) }));
  return parts.join(" · ") || say("standing-looking");
}
function time(seconds) {
  if (seconds < 90) return say("time-seconds", { count: Math.max(1, Math.round(seconds)) });
  if (seconds < 5400) return say("time-minutes", { count: Math.round(seconds / 60) });
  return say("time-hours", { count: Math.round(seconds / 360) / 10 });
}

// --- the top bar
export function topbar(element) {
  look(element, () => bid("visit"));
  const dark = () => document.body.classList.contains("dark");
  const state = () => {
    element.querySelector(".theme")?.setAttribute("aria-pressed", dark());
    element.querySelector(".nav-toggle")?.setAttribute("aria-expanded", root.dataset.nav === "open");
  };
  const saved = localStorage.getItem("theme");
  if (saved) document.body.classList.toggle("dark", saved === "dark");
  element.addEventListener("click", (event) => {
    if (event.target.closest(".theme")) {
      localStorage.setItem("theme", document.body.classList.toggle("dark") ? "dark" : "light");
    } else if (event.target.closest(".skip")) {
      event.preventDefault(); // the address is the conversation's
      composer()?.focus();
    } else if (event.target.closest(".new")) begin();
    else if (event.target.closest(".nav-toggle")) toggle();
  });
  element.addEventListener("change", (event) => event.target.closest(".language") && choose(event.target.value));
  new MutationObserver(state).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  new MutationObserver(state).observe(element, { childList: true, subtree: true });
  state();
}
