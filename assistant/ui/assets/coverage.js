// What the library covers: bars that a person can read and choose, and the same numbers as tables.
import { fold, make } from "./parts.js";
import { dated, number, say } from "./wording.js";

const MOST_YEARS = 60, MOST_ROWS = 8;
const svg = (tag, fields = {}, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(fields)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

export function coverage({ choose }) {
  const first = make("div", {}), others = make("div", { className: "charts" });
  const more = fold(say("coverage-more"), others);
  const element = make("section", { className: "coverage", ariaLabel: say("coverage-label") }, first, more);
  let wide = 360; // units of the pictures, which are pixels, so that their letters are as large as all others
  return { element, draw };

  function draw(covered, chosen) {
    element.hidden = !covered.total;
    wide = Math.max(240, Math.min(520, element.clientWidth || wide));
    const year = chosen.dated && chosen.dated !== "none" ? chosen.dated.slice(0, 4) : null;
    const [dated, named] = [covered.dates.filter(([date]) => date), covered.countries.filter(([code]) => code)];
    first.replaceChildren(chart(year ? say("coverage-month", { year }) : say("coverage-year"), columns(dates(covered.dates, year), chosen.dated), dated, "dated", covered.dates.find(([date]) => !date), "coverage-undated", "library-undated"));
    others.replaceChildren(
      chart(say("coverage-country"), lines(named, "country", chosen.country), named, "country", covered.countries.find(([code]) => !code), "coverage-no-country", "library-country-none"),
      chart(say("coverage-language"), lines(covered.languages, "language", chosen.language), covered.languages, "language"),
    );
  }
  // Years in which there is nothing are shown too, or the distances would lie.
  function dates(found, year) {
    const counts = new Map(found.map(([date, told, n]) => [date, [date, told, n]]));
    if (year) {
      const months = Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, "0")}`);
      const names = months.map((_, n) => dated(new Date(2000, n, 15), { month: "short" }));
      const told = months.map((_, n) => dated(new Date(+year, n, 15), { month: "long", year: "numeric" }));
      const whole = counts.get(year);
      return [...months.map((month, n) => [month, told[n], counts.get(month)?.[2] || 0, names[n]]), ...(whole ? [[year, say("coverage-no-month", { year }), whole[2], "?"]] : [])];
    }
    const years = found.map(([date]) => +date).filter(Boolean);
    if (!years.length) return [];
    const [first, last] = [Math.max(Math.min(...years), Math.max(...years) - MOST_YEARS + 1), Math.max(...years)];
    return Array.from({ length: last - first + 1 }, (_, n) => [String(first + n), String(first + n), counts.get(String(first + n))?.[2] || 0, String(first + n)]);
  }
  function link(name, value, told, n, isChosen, ...children) {
    const node = svg("a", { href: "#library", "aria-label": say(isChosen ? "coverage-bar-chosen" : "coverage-bar", { name: told, count: n }), class: isChosen ? "bar chosen" : "bar" }, svg("title"), ...children);
    node.firstChild.textContent = say("coverage-bar", { name: told, count: n });
    node.addEventListener("click", (event) => {
      event.preventDefault();
      choose(name, isChosen ? "" : value, told);
    });
    return node;
  }
  function columns(values, chosen) {
    if (!values.length) return null;
    const [high, foot] = [72, 18];
    const most = Math.max(...values.map(([, , n]) => n), 1);
    const step = wide / values.length, every = Math.ceil(values.length / Math.floor(wide / 40));
    const picture = svg("svg", { viewBox: `0 0 ${wide} ${high + foot}`, role: "group", "aria-label": say("coverage-dates") });
    values.forEach(([value, told, n, short], at) => {
      const tall = n ? Math.max(2, ((high - 12) * n) / most) : 0;
      const w = Math.min(step * 0.8, 40), x = at * step + (step - w) / 2;
      if (n) {
        picture.append(link("dated", value, told, n, chosen === value,
          svg("rect", { x: at * step, y: 0, width: step, height: high + foot, class: "hit" }), svg("rect", { x, y: high - tall, width: w, height: tall, rx: 2 })));
      }
      if (at % every === 0 || short === "?") picture.append(text(x + w / 2, high + 13, short, "middle"));
    });
    picture.append(text(0, 8, say("coverage-most", { count: most }), "start"));
    return picture;
  }
  function lines(values, name, chosen) {
    const shown = values.slice(0, MOST_ROWS);
    if (!shown.length) return null;
    const [row, left] = [24, 132];
    const most = Math.max(...shown.map(([, , n]) => n));
    const picture = svg("svg", { viewBox: `0 0 ${wide} ${row * shown.length}`, role: "group", "aria-label": say(`coverage-by-${name}`) });
    shown.forEach(([value, told, n], at) => {
      const long = Math.max(2, ((wide - left - 52) * n) / most);
      const y = at * row;
      picture.append(link(name, value, told, n, chosen === value,
        svg("rect", { x: 0, y, width: wide, height: row, class: "hit" }), svg("rect", { x: left, y: y + 5, width: long, height: 14, rx: 2 })),
        text(left - 8, y + 16, told.length > 20 ? `${told.slice(0, 19)}…` : told, "end"), text(left + long + 6, y + 16, number(n), "start"));
    });
    return picture;
  }
  function text(x, y, words, anchor) {
    const node = svg("text", { x, y, "text-anchor": anchor, "aria-hidden": "true" });
    node.textContent = words;
    return node;
  }
  function chart(title, picture, values, name, none, noneTold, noneNamed) {
    if (!picture && !none) return "";
    const table = make("table", {}, make("caption", { className: "sr", textContent: title }), make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: title }), make("th", { scope: "col", textContent: say("coverage-documents") }))),
      make("tbody", {}, ...values.map(([, told, n]) => make("tr", {}, make("th", { scope: "row", textContent: told, dir: "auto" }), make("td", { textContent: number(n) })))));
    return make("figure", {}, make("figcaption", { textContent: title }), picture || "",
      none && make("button", { type: "button", className: "link", textContent: say(noneTold, { count: none[2] }), onclick: () => choose(name, "none", say(noneNamed)) }),
      picture && fold(say("coverage-table"), table));
  }
}
