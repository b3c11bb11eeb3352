// What the page does in the browser: markers and their quotes, the dialog with a whole document, light and dark.
// Listeners are delegated to the document, so that the re-drawing of a streaming answer does not matter.
// A module, imported by the components that it serves: Gradio draws them without waiting for a script of the page.
const root = document.documentElement;
root.lang = "en";
root.dataset.conversation = "empty";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const MARKER = '#chat a[href^="#s-"]';
const find = (id) => document.getElementById(id);
const make = (tag, fields = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), fields);
  node.append(...children);
  return node;
};
const scroll = (node, block) => node.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

// --- a marker's sentence
const sentence = (marker) => find(marker.getAttribute("href").slice(1));
const facts = (card) => [card.querySelector(".title").textContent, card.querySelector(".meta").textContent];
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
    return mine && [make("strong", { textContent: "Not supported" }), make("span", { textContent: mine.textContent.replace(/^: /, ""), dir: "auto" })];
  }
  const found = sentence(node);
  if (!found) return null;
  const card = found.closest(".card");
  const [title, meta] = facts(card);
  return [
    make("strong", { textContent: title, dir: "auto" }),
    make("span", { className: "meta", textContent: meta }),
    make("q", { textContent: found.textContent, dir: "auto", lang: card.querySelector("blockquote").lang }),
  ];
}
function show(node) {
  if (node.classList.contains("act")) return;
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
  const done = (word) => {
    button.textContent = word;
    setTimeout(() => (button.textContent = before), 1500);
  };
  const write = navigator.clipboard?.writeText(text);
  if (write) write.then(() => done("Copied"), () => done("Not allowed"));
  else done("Not allowed");
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
  answer.querySelectorAll("a.why").forEach((node) => (node.textContent = "[not supported]"));
  const prose = [...answer.querySelectorAll("p, li")]
    .map((node) => [node.tagName, node.textContent.replace(/\s+/g, " ").trim()])
    .filter(([, text]) => text)
    .map(([tag, text]) => (tag === "LI" ? `- ${text}` : text));
  const references = [...lines].sort(([a], [b]) => a - b).map(([number, line]) => `[${number}] ${line}`);
  toClipboard([...prose, "", ...references].join("\n"), button);
}
const dialog = () => {
  const known = find("document");
  if (known) return known;
  const made = make("dialog", { id: "document" });
  made.setAttribute("aria-labelledby", "document-title");
  made.addEventListener("click", (event) => {
    if (event.target === made || event.target.closest(".close")) made.close();
  });
  document.querySelector(".gradio-container").append(made);
  return made;
};
async function read(server, button) {
  const mark = chosen(button.closest(".card"));
  const { start, end, quote } = mark?.dataset || button.dataset;
  const found = await server.read({ document: button.dataset.document, start: +start, end: +end, quote });
  const box = dialog();
  const close = make("button", { type: "button", className: "close", textContent: "Close" });
  const title = make("h2", { id: "document-title", dir: "auto", textContent: found.ok ? found.title : "This document cannot be opened" });
  const head = make("div", {}, title, make("p", { className: "meta", textContent: found.ok ? found.meta : found.problem }));
  const body = make("div", { className: "body", dir: "auto", tabIndex: 0 });
  if (found.ok) {
    if (found.note) head.append(make("p", { className: "note", textContent: found.note }));
    body.lang = found.language;
    body.innerHTML = found.html; // escaped on the server
    body.setAttribute("role", "region");
    body.setAttribute("aria-labelledby", "document-title");
  }
  box.replaceChildren(make("header", {}, head, close), ...(found.ok ? [body] : []));
  box.onclose = () => button.focus();
  box.showModal();
  find("document-mark")?.scrollIntoView({ block: "center" });
}

// --- repairs of Gradio's markup: names and roles that its sanitiser drops or its components lack
const each = (selector, action) => document.querySelectorAll(selector).forEach(action);
function repair() {
  each(`${MARKER}.cite:not([aria-label])`, (node) => {
    const card = sentence(node)?.closest(".card");
    node.setAttribute("aria-label", `Source ${node.textContent.trim()}${card ? `: ${facts(card)[0]}` : ""}`);
  });
  each("#chat a.act:not([role])", (node) => node.setAttribute("role", "button"));
  each("#chat .examples[role=list]", (node) => node.setAttribute("role", "group"));
  each("#chat [data-testid=bot][aria-label], #chat [data-testid=user][aria-label]", (node) => node.removeAttribute("aria-label"));
  // A reader of the screen hears one sentence when the answer is ready (in #passages), not every word as it comes.
  each("#chat [aria-live]:not([aria-live=off])", (node) => node.setAttribute("aria-live", "off"));
  for (const [label, word] of [["Retry", "Try again"], ["Undo", "Edit question"]])
    each(`#chat .message-buttons button[aria-label="${label}"]:not([data-word])`, (node) => {
      node.dataset.word = word;
      node.setAttribute("aria-label", word);
      node.title = word;
    });
  if (running() && document.querySelector("#main [data-testid=status-tracker] .error")) setTimeout(lose, 1500);
  root.dataset.conversation = document.querySelector("#chat [data-testid=user]") ? "some" : "empty";
  if (marker && !marker.isConnected) {
    const again = document.querySelector(`#chat a[href="${marker.getAttribute("href")}"]`);
    const focused = document.activeElement === document.body && marker.dataset.focused;
    hide();
    if (again && focused) again.focus({ preventScroll: true });
  }
}
function lose() {
  if (!running() || find("lost")) return; // an error of which the server has told the reader itself
  const textContent = "The connection to the assistant was interrupted. Reload this page to go on.";
  find("hint")?.prepend(make("p", { id: "lost", className: "refusal", role: "alert", textContent }));
}
const running = () => document.querySelector("#ask .stop-button");

let listening = null; // to what belongs to the passages, once however often they are drawn anew
export function passages(element, server) {
  listening?.abort();
  const abort = (listening = new AbortController());
  const on = (type, action, options = {}) => document.addEventListener(type, action, { ...options, signal: abort.signal });
  on("click", (event) => {
    const near = (selector) => event.target.closest?.(selector);
    const node = near(MARKER);
    if (node) {
      event.preventDefault();
      event.stopPropagation();
      if (node.classList.contains("act")) copyAnswer(node);
      else go(node);
    } else if (near(".card .back")) back(near(".card"));
    else if (near(".card .read")) read(server, near(".read"));
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
    if (event.key === "Enter" && !event.shiftKey && running() && event.target.matches?.("#ask textarea")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    const card = document.activeElement?.closest?.(".card");
    if (marker) hide();
    else if (card?.querySelector("mark")) back(card);
  }, { capture: true });
  const observer = new MutationObserver(repair);
  observer.observe(document.querySelector(".gradio-container"), { childList: true, subtree: true });
  abort.signal.addEventListener("abort", () => observer.disconnect());
  repair();
}

// --- the top bar
export function topbar(element, trigger) {
  const dark = () => document.body.classList.contains("dark");
  const state = () => element.querySelector(".theme")?.setAttribute("aria-pressed", dark());
  const saved = localStorage.getItem("theme");
  if (saved) document.body.classList.toggle("dark", saved === "dark");
  element.addEventListener("click", async (event) => {
    if (event.target.closest(".theme")) {
      localStorage.setItem("theme", document.body.classList.toggle("dark") ? "dark" : "light");
    } else if (event.target.closest(".new")) {
      running()?.click();
      for (let wait = 0; running() && wait < 40; wait++) await new Promise((go) => setTimeout(go, 50));
      trigger("click");
      document.querySelector("#ask textarea")?.focus();
    }
  });
  new MutationObserver(state).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  new MutationObserver(state).observe(element, { childList: true, subtree: true });
  state();
}
