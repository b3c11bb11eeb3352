// The library: a list to search, sort, filter and leaf through. What is added stands in adding.js, what is covered in
// coverage.js, one document in record.js. All text goes into text nodes; nothing here is HTML.
import { adding } from "./adding.js";
import { coverage } from "./coverage.js";
import { ask, button, fold, make } from "./parts.js";
import { record } from "./record.js";
import { clock, listed, say, spoken, woven } from "./wording.js";

const SIZE = 25;
const PAUSE = 250; // milliseconds after the last letter before it is looked
const ORDERS = [["added,1", "library-order-added"], ["date,1", "library-order-newest"], ["date,", "library-order-oldest"], ["title,", "library-order-title"], ["publisher,", "library-order-publisher"]];
const FILTERS = [
  ["country", "library-country", "library-country-any", "countries", "library-country-none"],
  ["language", "library-language", "library-language-any", "languages", "library-language-none"],
  ["publisher", "library-publisher", "library-publisher-any", "publishers", "library-publisher-none"],
  ["kind", "library-kind", "library-kind-any", "kinds", ""],
];
const FINDABLE = [["meaning", "library-state-meaning"], ["words", "library-state-words"]];
const EMPTY = "library-state-any";

let current = null; // the library that is shown; a component that is drawn anew makes another
export function library(element) {
  current?.abort();
  const abort = (current = new AbortController());
  const state = { q: "", order: "added,1", first: 0, chosen: {}, names: {} };
  let asked = 0; // questions to the server
  const status = make("p", { className: "sr", role: "status" });
  const list = make("ol", { className: "records", role: "list" });
  const total = make("p", { className: "total" });
  const chips = make("div", { className: "chosen" });
  const pager = make("nav", { className: "pager", ariaLabel: say("library-pages") });
  const problems = make("div", {});
  const removed = make("div", {});
  const trouble = make("p", { className: "trouble", role: "alert", hidden: true });
  const bars = coverage({ choose });
  const announce = (text) => { status.textContent = ""; setTimeout(() => (status.textContent = text), 60); };
  const fail = (error) => { trouble.hidden = !error; Object.assign(trouble, error ? spoken(error) : { textContent: "" }); };
  const tools = { announce, fail, refresh, removedOne: undoable };
  const add = adding({ ...tools, signal: abort.signal, drop: element });

  const search = make("input", { type: "search", placeholder: say("library-search"), ariaLabel: say("library-search"), dir: "auto" });
  let typing = 0;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { state.q = search.value.trim(); go(0); }, PAUSE);
  });
  const order = make("select", { ariaLabel: say("library-order"), onchange: () => { state.order = order.value; go(0); } }, ...ORDERS.map(([value, name]) => make("option", { value, textContent: say(name) })));
  const selects = Object.fromEntries([...FILTERS.map(([name, label, any]) => [name, picker(name, label, any)]), ["findable", picker("findable", "library-state", EMPTY)]]);
  fill(selects.findable, FINDABLE.map(([value, name]) => [value, say(name), null]), EMPTY);
  const undo = make("div", { className: "undo", hidden: true });
  element.classList.add("library");
  element.replaceChildren(
    make("h2", { className: "sr", textContent: say("tab-library") }), status, add, trouble, bars.element,
    make("div", { className: "finding", role: "search", ariaLabel: say("library-list") }, search, order,
      fold(say("filter"), make("div", { className: "filters" }, ...Object.values(selects).map((one) => one.parentElement)))),
    chips, total, undo, list, pager, problems, removed,
  );
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); }, { signal: abort.signal });
  document.addEventListener("standing", refresh, { signal: abort.signal }); // more is taken in, or all is
  refresh();

  function picker(name, label, any) {
    const select = make("select", { onchange: () => choose(name, select.value, select.selectedOptions[0].dataset.name) });
    make("label", {}, make("span", { textContent: say(label) }), select);
    fill(select, [], any);
    return select;
  }
  function fill(select, values, any) {
    const kept = select.value;
    select.replaceChildren(make("option", { value: "", textContent: say(any) }), ...values.map(([value, name, n]) =>
      make("option", { value, data: { name }, textContent: n === null ? name : say("library-option", { name, count: n }) })));
    if ([...select.options].some((one) => one.value === kept)) select.value = kept;
  }
  function choose(name, value, told) {
    if (value) { state.chosen[name] = value; state.names[name] = told || value; } else delete state.chosen[name];
    go(0);
  }
  function go(first) {
    state.first = first;
    show().then((page) => page && announce(page.total ? say("library-shown", { counted: say("library-count", { count: page.total }), first: first + 1, last: first + page.documents.length }) : say("library-none")));
  }
  function query() {
    const [by, falling] = state.order.split(",");
    return new URLSearchParams({ ...(state.q && { q: state.q }), ...state.chosen, order: by, falling: Boolean(falling), first: state.first, size: SIZE });
  }
  async function show() {
    const mine = ++asked; // a later question's answer is the one that counts
    try {
      const [page, covered] = await Promise.all([ask(`/documents?${query()}`), ask(`/coverage?${query()}`)]);
      if (mine !== asked || abort.signal.aborted) return null;
      fail(null);
      draw(page, covered);
      return page;
    } catch (error) {
      if (mine === asked) fail(error);
      return null;
    }
  }
  async function refresh() {
    if (abort.signal.aborted) return;
    await Promise.all([show(), showProblems().catch(() => {}), showRemoved().catch(() => {})]);
  }
  function draw(page, covered) {
    if (!page.documents.length && page.total && page.first) { state.first = 0; show(); return; }
    const open = list.querySelector(".record[data-open]")?.dataset.document;
    const busy = list.querySelector("form");
    // What somebody is typing in is left alone.
    const focused = list.contains(document.activeElement) ? document.activeElement.closest(".record")?.dataset.document : null;
    if (!busy) list.replaceChildren(...page.documents.map((one) => make("li", {}, record(one, tools, one.id === open))));
    if (!busy && focused) list.querySelector(`[data-document="${focused}"] .title`)?.focus({ preventScroll: true });
    const last = page.first + page.documents.length;
    const narrowed = state.q || Object.keys(state.chosen).length;
    const counted = say(narrowed ? "library-count-found" : "library-count", { count: page.total });
    if (!page.total) total.textContent = say(narrowed ? "library-none-narrowed" : "library-empty");
    else total.textContent = page.total > SIZE ? say("library-count-part", { counted, first: page.first + 1, last }) : counted;
    pager.hidden = page.total <= SIZE;
    const turn = (first) => { go(first); total.scrollIntoView({ block: "start" }); };
    pager.replaceChildren(
      button(say("library-previous"), () => turn(Math.max(0, page.first - SIZE)), { disabled: !page.first }),
      make("span", { textContent: say("library-page", { page: Math.floor(page.first / SIZE) + 1, count: Math.max(1, Math.ceil(page.total / SIZE)) }) }),
      button(say("library-next"), () => turn(page.first + SIZE), { disabled: last >= page.total }),
    );
    for (const [name, , any, what, none] of FILTERS) {
      const values = covered[what].map(([value, told, n]) => (value && value !== "und" ? [value, told, n] : [value || "none", none && say(none), n]));
      const chosen = state.chosen[name];
      if (chosen && !values.some(([value]) => value === chosen)) values.push([chosen, state.names[name], 0]);
      fill(selects[name], values, any);
      selects[name].value = chosen || "";
    }
    selects.findable.value = state.chosen.findable || "";
    chips.replaceChildren(...Object.keys(state.chosen).map((name) => button(state.names[name], () => { choose(name, ""); search.focus(); }, { className: "chip", dir: "auto", ariaLabel: say("library-chip", { name: state.names[name] }) })));
    bars.draw(covered, state.chosen);
  }
  async function showProblems() {
    const found = await ask("/problems");
    const wasOpen = problems.querySelector("details")?.open;
    if (!found.total) return problems.replaceChildren();
    const made = fold(say("library-unread", { count: found.total }),
      make("ul", { className: "plain" }, ...found.problems.map((one) => make("li", {},
        make("strong", { textContent: one.name, dir: "auto" }), make("p", { textContent: one.reason, dir: "auto", lang: one.lang }),
        button(say("library-again"), () => act(() => ask(`/problems/${one.key}/again`, "POST"), say("library-again-done")), { ariaLabel: say("library-again-name", { name: one.name }) })))));
    made.open = Boolean(wasOpen);
    problems.replaceChildren(made);
  }
  async function showRemoved() {
    const { removed: found, minutes } = await ask("/removed");
    const wasOpen = removed.querySelector("details")?.open;
    if (!found.length) return removed.replaceChildren();
    const kept = found.some((one) => one.until);
    const made = fold(say("library-removed-count", { count: found.length }),
      make("p", { className: "note", textContent: say("library-removed-note", { minutes }) }),
      make("ul", { className: "plain" }, ...found.map((one) => make("li", {},
        make("strong", { textContent: one.title || one.names[0] || say("library-removed-unnamed"), dir: "auto" }),
        one.stays.length && make("p", {}, ...woven("library-removed-stays", { places: make("bdi", { textContent: listed(one.stays) }) })),
        make("p", { textContent: one.until ? say("library-removed-until", { time: clock(new Date(one.until)) }) : say("library-removed-gone") }),
        button(say(one.until ? "library-bring-back" : "library-take-in-again"), () => bringBack(one.number)))))
      , kept && button(say("library-empty-now"), () => act(() => ask("/removed", "DELETE"), say("library-emptied"))));
    made.open = Boolean(wasOpen);
    removed.replaceChildren(made);
  }
  function undoable(number, title) {
    undo.hidden = false;
    undo.replaceChildren(make("span", {}, ...woven("library-removed-one", { title: make("bdi", { textContent: title }) })), button(say("library-undo"), () => bringBack(number)));
    undo.querySelector("button").focus();
    announce(say("library-removed-said"));
    refresh();
  }
  function bringBack(number) {
    undo.hidden = true;
    act(() => ask(`/removed/${number}/undo`, "POST"), say("library-brought-back")).then(() => search.focus());
  }
  async function act(action, done) {
    try {
      await action();
      fail(null);
      announce(done);
      add.look?.();
    } catch (error) {
      fail(error);
    }
    await refresh();
  }
}
