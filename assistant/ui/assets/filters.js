// To what the next question is bound: the chips above the composer, and the box in which they are chosen.
import { fetched, find, make, scroll } from "./dom.js";
import { ask } from "./talking.js";
import { number, say, spoken } from "./wording.js";

const LISTS = [
  ["countries", "filter-countries", "filter-countries-all", "filter-countries-find"],
  ["languages", "filter-languages", "filter-languages-any", "filter-languages-find"],
  ["publishers", "filter-publishers", "filter-publishers-any", "filter-publishers-find"],
];
const chips = (element) => element.querySelector(".chips");
const current = () => JSON.parse(chips(find("filters"))?.dataset.filter || "{}");
let box = null;

export function filters(element) {
  element.addEventListener("click", (event) => {
    const out = event.target.closest(".out");
    if (out) remove(out.dataset.part, out.dataset.value);
    else if (event.target.closest(".clear")) ask("narrow", {});
    else if (event.target.closest(".choose")) choose(event.target.closest(".choose"));
  });
  // The list of documents asks to search these alone: {documents: names}.
  document.addEventListener("narrow-documents", (event) => ask("narrow", { ...current(), documents: event.detail.documents }));
}
function remove(part, value) {
  const now = current();
  now[part] = Array.isArray(now[part]) && value ? now[part].filter((one) => one !== value) : undefined;
  ask("narrow", now);
  requestAnimationFrame(() => find("filters").querySelector(".choose").focus());
}

async function choose(button) {
  if (box?.open) return box.close();
  let facets;
  try {
    facets = await fetched("/facets");
  } catch (error) {
    facets = { countries: [], languages: [], publishers: [], problem: error };
  }
  box?.remove();
  box = make("dialog", { id: "filter", aria: { labelledby: "filter-title" } });
  const now = current();
  const form = make("form", { method: "dialog" });
  form.append(make("h2", { id: "filter-title", textContent: say("filter-title") }));
  if (facets.problem) form.append(make("p", { className: "refusal", role: "alert", ...spoken(facets.problem) }));
  form.append(dates(now, facets), ...LISTS.map(([kind, ...names]) => listed(kind, names.map((name) => say(name)), facets[kind], now[kind] ?? [])).filter(Boolean));
  form.append(make("footer", {}, make("button", { type: "button", className: "cancel", textContent: say("filter-cancel") }), make("button", { type: "submit", className: "apply", textContent: say("filter-apply") })));
  box.append(form);
  box.addEventListener("click", (event) => {
    if (event.target === box || event.target.closest(".cancel")) box.close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply(form, { ...now, ...chosen(form) });
  });
  box.addEventListener("close", () => {
    button.setAttribute("aria-expanded", "false");
    find("filters").querySelector(".choose")?.focus();
  });
  document.querySelector(".gradio-container").append(box);
  button.setAttribute("aria-expanded", "true");
  box.showModal();
}
// What makes no sense is said in the box, where all that was chosen stays.
async function apply(form, wanted) {
  form.querySelector(":scope > .refusal")?.remove();
  const { problem, lang } = await fetched("/facets/chosen", "POST", wanted).catch((error) => ({ problem: error.message, lang: error.lang }));
  if (problem) {
    form.querySelector("h2").after(make("p", { className: "refusal", role: "alert", ...spoken({ message: problem, lang }) }));
    return scroll(form.querySelector(":scope > .refusal"), "nearest");
  }
  box.close();
  ask("narrow", wanted);
}
function dates(now, facets) {
  const told = facets.first ? say("filter-dates-held", { first: facets.first, last: facets.last }) : say("filter-dates");
  const field = (name, label) => make("label", {}, make("span", { textContent: label }), make("input", { name, value: now[name] ?? "", inputMode: "numeric", placeholder: say("filter-dates-like"), autocomplete: "off", maxLength: 40 }));
  return make("fieldset", {}, make("legend", { textContent: say("filter-dated") }), make("div", { className: "dates" }, field("since", say("filter-from")), field("until", say("filter-to"))), make("p", { textContent: told }));
}
function listed(kind, [title, about, find], values, on) {
  const known = values.map(([value]) => value);
  const all = [...on.filter((value) => !known.includes(value)).map((value) => [value, value, 0]), ...values];
  if (!all.length) return null;
  const rows = all.map(([value, label, held]) => make("li", {}, make("label", {},
    make("input", { type: "checkbox", name: kind, value, checked: on.includes(value) }),
    make("bdi", { textContent: label }), make("span", { className: "held", textContent: number(held) }))));
  const list = make("ul", { tabIndex: 0, aria: { label: title } }, ...rows);
  const parts = [make("legend", { textContent: title }), make("p", { textContent: about })];
  if (all.length > 8) {
    const sought = make("input", { type: "search", placeholder: find, aria: { label: find }, autocomplete: "off" });
    sought.addEventListener("input", () => {
      const words = sought.value.toLocaleLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase().includes(words);
    });
    sought.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      else if (event.key === "Escape" && !sought.value) box.close(); // which Safari does not do of itself
    });
    parts.push(sought);
  }
  return make("fieldset", { className: kind }, ...parts, list);
}
function chosen(form) {
  const of = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map((input) => input.value);
  const text = (name) => form.querySelector(`input[name=${name}]`).value.trim();
  return { since: text("since"), until: text("until"), countries: of("countries"), languages: of("languages"), publishers: of("publishers") };
}
