// The conversations at the side: their list, their names, their end, and the address of each.
import { account } from "./account.js";
import { composer, fetched, find, isComposing, make, narrow, root, scroll, shown } from "./dom.js";
import { bind, move, settle as goOn } from "./talking.js";
import { keeping } from "./unsent.js";
import { say, spoken } from "./wording.js";

const KINDS = [["md", "Markdown"], ["html", "HTML"], ["docx", "Word"]];
let list = null;
const OFTEN = 2000; // milliseconds between two looks while an answer is written that is not shown
let looking = 0;
let asked = 0; // the newest request for the list: answers that come late are not shown
let words = "";

export function conversations(element, trigger) {
  bind(trigger);
  list = element.querySelector(".list");
  keeping(account(element.querySelector(".conversations")), open);
  element.addEventListener("click", (event) => {
    const near = (selector) => event.target.closest(selector);
    const link = near("a.open");
    if (near(".new")) begin();
    else if (near(".to-library")) toLibrary();
    else if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      open(link.dataset.id);
    } else if (near(".rename")) rename(near("li"));
    else if (near(".delete")) confirm(near("li"));
  });
  element.querySelector(".find").addEventListener("input", (event) => {
    words = event.target.value;
    refresh();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    if (!menu && narrow.matches) putAway();
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
  // The list scrolls and would cut a menu off: it lies over the page, where there is room for it.
  list.addEventListener("toggle", ({ target }) => target.matches("details.menu[open]") && place(target), true);
  list.parentElement.addEventListener("scroll", () => {
    for (const menu of list.querySelectorAll("details.menu[open]")) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    // On a phone the list lies over the page: a tap beside it puts it away.
    if (narrow.matches && root.dataset.nav === "open" && !event.composedPath().some((node) => node.matches?.("#nav, .nav-toggle"))) turn("closed");
    for (const menu of element.querySelectorAll("details.menu[open]")) if (!event.composedPath().includes(menu)) menu.open = false;
  });
  addEventListener("popstate", () => {
    const wanted = new URLSearchParams(location.search).get("c");
    if (wanted !== (shown().conversation || null)) (wanted ? open(wanted) : begin());
  });
  new MutationObserver(follow).observe(find("state"), { childList: true, subtree: true, attributes: true });
  narrow.addEventListener("change", settle);
  settle();
  follow();
}

// --- open or closed
function settle() {
  const wanted = narrow.matches ? "closed" : localStorage.getItem("nav") || "open";
  turn(wanted, false);
}
export function turn(state, remembered = true) {
  root.dataset.nav = state;
  const nav = find("nav");
  if (nav) nav.inert = state !== "open";
  for (const button of document.querySelectorAll(".nav-toggle")) button.setAttribute("aria-expanded", state === "open");
  if (remembered && !narrow.matches) localStorage.setItem("nav", state);
  if (remembered && state === "open" && narrow.matches) nav.querySelector(".new").focus();
}
export function toLibrary() {
  if (narrow.matches) turn("closed");
  root.dataset.library = "open";
  const tab = [...document.querySelectorAll("#side-tabs button[role=tab]")].at(-1);
  tab.click();
  tab.focus({ preventScroll: true });
  toPanel();
}
// On a phone the panel stands below the chat, which fills the screen.
export function toPanel() {
  if (narrow.matches) setTimeout(() => scroll(find("right"), "start"), 250); // when the tab has opened, which is shorter or longer
}
function putAway() {
  turn("closed");
  document.querySelector(".nav-toggle").focus();
}
export const toggle = () => turn(root.dataset.nav === "open" ? "closed" : "open");

// --- one conversation
export function begin() {
  empty();
  if (narrow.matches) turn("closed");
  composer()?.focus();
  return move("fresh");
}
function open(id) {
  empty();
  if (narrow.matches) turn("closed");
  return move("open", id);
}
// At once: what is typed from now on is for the conversation to come.
function empty() {
  const box = composer();
  if (!box?.value) return;
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
let former = null;
function follow() {
  const { conversation = "", turns = "0", running: busy = "" } = shown();
  const now = `${conversation} ${turns} ${busy}`;
  if (now === former) return;
  const known = former?.split(" ")[0];
  former = now;
  const at = new URLSearchParams(location.search).get("c") || "";
  if (conversation !== at && (conversation || known)) {
    // A question that makes a conversation gives this page its address; another conversation is another page.
    const put = known === undefined || !at ? "replaceState" : "pushState";
    window.history[put](null, "", conversation ? `?c=${encodeURIComponent(conversation)}` : location.pathname);
  }
  refresh();
}

// --- the list
async function refresh() {
  clearTimeout(looking);
  const mine = ++asked;
  let found = [];
  try {
    found = await fetched(`/conversations${words.trim() ? `?words=${encodeURIComponent(words)}` : ""}`);
  } catch { return; /* the next change asks again */ }
  if (mine !== asked || !list.isConnected) return;
  const open = new Set(found.filter((one) => one.is_open).map((one) => one.id));
  goOn(open);
  open.delete(shown().conversation);
  if (open.size) looking = setTimeout(refresh, OFTEN);
  if (list.querySelector("input")) return;
  const focused = document.activeElement?.closest?.("li")?.dataset.id;
  list.replaceChildren(...groups(found));
  if (!found.length) list.append(make("p", { className: "none", textContent: say(words.trim() ? "history-none-found" : "history-none") }));
  if (focused) list.querySelector(`li[data-id="${CSS.escape(focused)}"] a.open`)?.focus({ preventScroll: true });
  if (words.trim()) find("history").querySelector(".told").textContent = say("history-found", { count: found.length });
}
function groups(found) {
  const day = (when) => new Date(when.getFullYear(), when.getMonth(), when.getDate()).getTime();
  const today = day(new Date());
  const named = new Map();
  for (const one of found) {
    const age = Math.round((today - day(new Date(one.touched))) / 864e5);
    const name = say(age <= 0 ? "history-today" : age === 1 ? "history-yesterday" : age < 8 ? "history-week" : "history-earlier");
    named.set(name, [...(named.get(name) ?? []), one]);
  }
  return [...named].flatMap(([textContent, ones]) => [make("h2", { textContent }), make("ul", {}, ...ones.map(item))]);
}
function item(one) {
  const link = make("a", { className: "open", href: `?c=${encodeURIComponent(one.id)}`, data: { id: one.id }, title: one.title, dir: "auto" });
  link.append(make("span", { className: "named", textContent: one.title }));
  if (one.id === shown().conversation) link.setAttribute("aria-current", "page");
  else if (one.is_open) {
    const told = make("span", { className: "sr", textContent: say("history-writing") });
    link.append(" ", make("span", { className: "writing", title: say("history-writing") }, told));
  }
  const summary = make("summary", { textContent: "⋯", aria: { label: say("history-options", { title: one.title }) } });
  const exports_ = KINDS.map(([kind, label]) => make("a", { textContent: say("history-download", { form: label }), href: `/conversations/${encodeURIComponent(one.id)}/export.${kind}`, download: "" }));
  const menu = make("details", { className: "menu" }, summary, make("div", {},
    make("button", { type: "button", className: "rename", textContent: say("history-rename") }), ...exports_,
    make("button", { type: "button", className: "delete", textContent: say("history-delete") })));
  return make("li", { data: { id: one.id } }, link, menu);
}
function place(menu) {
  const box = menu.querySelector("div");
  const at = menu.querySelector("summary").getBoundingClientRect();
  const left = getComputedStyle(menu).direction === "rtl" ? at.left : at.right - box.offsetWidth;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(at.bottom + 2, innerHeight - box.offsetHeight - 8))}px`;
}
function rename(row) {
  const link = row.querySelector("a.open");
  const label = say("history-new-name");
  const input = make("input", { type: "text", value: link.title, maxLength: 200, aria: { label } });
  let ended = false; // taking the field out makes it lose the focus, which ends it too
  const end = async (keep) => {
    if (ended) return;
    ended = true;
    const title = input.value.trim();
    input.remove();
    link.hidden = false;
    const at = `/conversations/${encodeURIComponent(row.dataset.id)}`;
    if (keep && title && title !== link.title) await fetched(at, "PATCH", { title }).catch(tell);
    await refresh();
    list.querySelector(`li[data-id="${CSS.escape(row.dataset.id)}"] a.open`)?.focus();
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") end(false);
  });
  input.addEventListener("blur", () => end(true));
  row.querySelector("details").open = false;
  link.hidden = true;
  link.after(input);
  input.select();
}
function confirm(row) {
  const sure = make("button", { type: "button", className: "sure", textContent: say("history-delete-sure") });
  const keep = make("button", { type: "button", textContent: say("history-delete-keep") });
  const box = row.querySelector("details div");
  const before = [...box.children];
  keep.addEventListener("click", () => {
    box.replaceChildren(...before);
    row.querySelector("details").open = false;
    row.querySelector("summary").focus();
  });
  sure.addEventListener("click", async () => {
    try {
      await fetched(`/conversations/${encodeURIComponent(row.dataset.id)}`, "DELETE");
    } catch (error) { return tell(error); }
    if (row.dataset.id === shown().conversation) await begin();
    const next = row.nextElementSibling?.dataset.id;
    await refresh();
    (list.querySelector(`li[data-id="${CSS.escape(next ?? "")}"] a.open`) ?? find("history").querySelector(".new")).focus();
  });
  box.replaceChildren(make("p", { textContent: say("history-delete-what") }), sure, keep);
  sure.focus();
}
function tell(error) {
  find("hint")?.prepend(make("p", { className: "refusal", role: "alert", ...spoken(error) }));
}
