// What the modules of the page share: finding and making elements, and asking routes of our own.
import { say } from "./wording.js";

export const root = document.documentElement;
export const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const narrow = matchMedia("(max-width: 960px)");
export const find = (id) => document.getElementById(id);
export const make = (tag, fields = {}, ...children) => {
  const { data = {}, aria = {}, ...own } = fields;
  const node = Object.assign(document.createElement(tag), own);
  Object.assign(node.dataset, data);
  for (const [name, value] of Object.entries(aria)) node.setAttribute(`aria-${name}`, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
};
export const scroll = (node, block) => node.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
// Whether a key only chooses among the letters that are being put together, as of Japanese: Safari says so by a number.
export const isComposing = (event) => event.isComposing || event.keyCode === 229;
export const running = () => document.querySelector("#ask .stop-button");
export const composer = () => document.querySelector("#ask textarea");

// JSON of one of our own routes; throws an Error with the server's sentence.
export async function fetched(path, method = "GET", body = undefined) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  return told(await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store" }));
}
export async function told(answer) {
  const found = await answer.json().catch(() => null);
  if (answer.ok) return found;
  if (typeof found?.detail !== "string") throw new Error(say("problem-no-answer"));
  // What comes from further down is said in English.
  throw Object.assign(new Error(found.detail), { lang: answer.headers.get("content-language") ?? "en" });
}

export const shown = () => document.querySelector("#state .state")?.dataset ?? {};
