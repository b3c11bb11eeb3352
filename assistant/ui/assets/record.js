// One document of the list: what is stated of it, and what can be done with it.
import { ask, bdi, button, make } from "./parts.js";
import { listed, say, spoken } from "./wording.js";

const FIELDS = ["title", "publisher", "date", "language", "countries"];
const HINTS = { date: "record-hint-date", language: "record-hint-language", countries: "record-hint-countries" };
const based = (basis) => say(`record-basis-${basis.replaceAll(" ", "-")}`);
const how = (basis) => make("span", { className: "how", textContent: ` ${based(basis)}` });

export function record(one, tools, isOpen) {
  const card = make("article", { className: "record", data: { document: one.id } });
  const more = make("div", { className: "more" });
  const title = one.stated.title.value;
  const toggle = button("", () => open(!("open" in card.dataset)), { className: "title", ariaExpanded: "false" });
  toggle.append(make("bdi", { textContent: title, dir: "auto", lang: one.language === "und" ? "" : one.language }));
  card.append(make("h3", {}, toggle), meta(one), more);
  // The whole card opens it; what is open is closed by its title alone, or a click in it would be one too many.
  card.addEventListener("click", (event) => "open" in card.dataset || event.target.closest("button") || toggle.click());
  if (isOpen) open(true);
  return card;

  async function open(wanted) {
    if (!wanted) { delete card.dataset.open; toggle.setAttribute("aria-expanded", "false"); more.replaceChildren(); return; }
    card.dataset.open = "";
    toggle.setAttribute("aria-expanded", "true");
    try { details(await ask(`/documents/${one.id}`)); } catch (error) { tools.fail(error); }
  }
  function details(found) {
    const facts = make("dl", {});
    const row = (name, ...values) => facts.append(make("dt", { textContent: name }), make("dd", {}, ...values));
    row(say("record-title"), how(found.stated.title.basis));
    for (const what of ["date", "publisher", "author", "place"]) {
      const stated = found.stated[what];
      if (stated) row(say(`record-${what}`), bdi(what === "date" ? found.date_told : stated.value, { dir: "auto" }), how(stated.basis));
      else if (what === "date" || what === "publisher") row(say(`record-${what}`), make("span", { className: "how", textContent: say("record-not-stated") }));
    }
    if (found.stated.address) row(say("record-address"), bdi(found.stated.address.value));
    if (found.countries.length) row(say("record-countries"), listed(found.countries.map(([, name]) => name)));
    row(found.names.length > 1 ? say("record-names", { count: found.names.length }) : say("record-name"), make("ul", {}, ...found.names.slice(0, 20).map((name) => make("li", {}, bdi(name, { dir: "auto" })))), found.names.length > 20 && say("record-more", { count: found.names.length - 20 }));
    if (found.copies_held.length) row(say("record-copies", { count: found.copies_held.length + 1 }), make("ul", {}, ...found.copies_held.map((copy) => make("li", {},
      button(copy.stated.title.value, () => read(copy.id, toggle), { className: "link", dir: "auto" }), make("span", { className: "how", textContent: ` ${[copy.stated.publisher?.value, copy.date_told].filter(Boolean).join(", ")}` })))));
    for (const [what, { was }] of Object.entries(found.corrections)) row(say("record-as-read", { field: say(`record-${what}`) }), bdi(Array.isArray(was) ? was.join(", ") || say("record-none") : was || say("record-not-stated"), { dir: "auto" }));
    const corrected = Object.keys(found.corrections).length;
    more.replaceChildren(facts, make("div", { className: "doing" },
      button(say("record-read"), (event) => read(one.id, event.target)),
      button(say("record-correct"), () => correct(found)),
      corrected > 0 && button(say("record-take-back"), () => act(() => ask(`/documents/${one.id}/corrections`, "DELETE"), say("record-taken-back"))),
      button(say("record-remove"), remove, { className: "danger" })));
  }
  function correct(found) {
    const values = { title: found.stated.title.value, publisher: found.stated.publisher?.value || "", date: found.stated.date?.value || "", language: found.language_told || "", countries: found.countries.map(([, name]) => name).join(", ") };
    const inputs = Object.fromEntries(FIELDS.map((what) => [what, make("input", { value: values[what], dir: "auto", maxLength: 300, autocomplete: "off" })]));
    const problem = make("p", { className: "trouble", role: "alert" });
    const form = make("form", { className: "correcting", noValidate: true },
      ...FIELDS.map((what) => make("label", {}, make("span", { textContent: say(`record-${what}`) }), inputs[what], HINTS[what] && make("small", { textContent: say(HINTS[what]) }))),
      problem, make("div", { className: "doing" }, make("button", { type: "submit", textContent: say("record-save") }), button(say("record-cancel"), () => details(found))));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      details(found);
      toggle.focus();
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const changed = FIELDS.filter((what) => inputs[what].value.trim() !== values[what].trim());
      const body = Object.fromEntries(changed.map((what) => [what, what === "countries" ? inputs[what].value.split(/[,،、]/).map((name) => name.trim()).filter(Boolean) : inputs[what].value.trim()]));
      if (!changed.length) return details(found);
      try {
        await ask(`/documents/${one.id}/corrections`, "PUT", body);
        details(found);
        tools.announce(say("record-corrected-said"));
        tools.refresh();
        setTimeout(tools.refresh, 2500); // by then it is embedded, mostly
      } catch (error) {
        Object.assign(problem, spoken(error));
      }
    });
    more.replaceChildren(form);
    inputs.title.focus();
  }
  async function remove() {
    try {
      const { removal } = await ask(`/documents/${one.id}`, "DELETE");
      tools.removedOne(removal, title);
    } catch (error) {
      tools.fail(error);
    }
  }
  async function act(action, done) {
    try { await action(); tools.announce(done); } catch (error) { tools.fail(error); }
    tools.refresh();
  }
}

// Date, publisher, language, kind; how it can be found; copies.
function meta(one) {
  const facts = [one.stated.publisher?.value, one.date_told || say("record-undated"), one.language_told, one.kind_told].filter(Boolean);
  const countries = one.countries.slice(0, 4).map(([, name]) => name);
  if (one.countries.length > 4) countries.push(say("record-more-countries", { count: one.countries.length - 4 }));
  const badges = [];
  if (one.changing) badges.push([say("record-changing"), "waits"]);
  else if (one.waiting) badges.push([say("record-waiting", { waiting: one.waiting, count: one.passages }), "waits"]);
  if (one.corrected) badges.push([say("record-corrected"), ""]);
  if (one.copies) badges.push([say("record-copies", { count: one.copies + 1 }), ""]);
  return make("div", { className: "facts" },
    make("p", {}, ...facts.flatMap((fact, n) => (n ? [" · ", bdi(fact)] : [bdi(fact)]))),
    countries.length > 0 && make("p", { textContent: listed(countries) }),
    make("p", { className: "state" }, make("span", { textContent: say(one.waiting ? "record-passages" : "record-passages-found", { count: one.passages }) }), ...badges.map(([textContent, className]) => make("span", { className: `badge ${className}`, textContent }))));
}

async function read(id, from) {
  const { openDocument } = await import("./document.js"); // only who reads in full needs it
  await openDocument({ document: id, start: 0, end: 0, quote: "", from });
}
