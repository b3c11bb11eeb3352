// What the page's scripts say, in the language of the page: from the same files as what the server says, see
// assistant/ui/wording.
import { FluentBundle, FluentResource } from "./fluent-bundle.js";

const { lang, dir } = document.documentElement;
const bundle = new FluentBundle(lang, { useIsolating: false });
// When the messages are there: the other modules are imported after that, see page.py. Nothing is awaited here, because
// Safari runs modules before what they import if that awaits something and several ask for it at once (WebKit 242740).
export const worded = import(`./words/${lang}.js`).then(({ messages }) => bundle.addResource(new FluentResource(messages)));

// Controls that turn text around belong to nobody's name; names among Arabic letters are kept apart.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const apart = (value) => {
  if (typeof value !== "string") return value;
  const plain = value.replace(TURNING, "");
  return dir === "rtl" ? `\u2068${plain}\u2069` : plain;
};

// A message as plain text, for text nodes and attributes only.
export function say(name, values = {}) {
  return said(name, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, apart(value)])));
}
function said(name, values) {
  const message = bundle.getMessage(name);
  const problems = [];
  const text = message?.value ? bundle.formatPattern(message.value, values, problems) : name;
  if (!message?.value || problems.length) console.error(`The message ${name} is not right: ${problems[0] ?? "there is none"}`);
  return text;
}

// A message in which elements stand for some of its variables: texts and elements, in its order.
export function woven(name, nodes, values = {}) {
  const names = Object.keys(nodes);
  const marks = Object.fromEntries(names.map((key, at) => [key, `\ufffc${at}\ufffc`]));
  return said(name, { ...values, ...marks }).split("\ufffc").map((part, at) => (at % 2 ? nodes[names[part]] : part)).filter((part) => part !== "");
}

export const number = (value) => value.toLocaleString(lang);
export const dated = (date, how) => new Intl.DateTimeFormat(lang, how).format(date);
export const clock = (date) => dated(date, { hour: "2-digit", minute: "2-digit" });
export const listed = (names) => new Intl.ListFormat(lang, { type: "conjunction", style: "narrow" }).format(names);

// What an error says: the server's sentence, in the language that it has.
export const spoken = (error) => ({ textContent: error.message, lang: error.lang ?? lang, dir: "auto" });

// --- another language for the whole page
export function choose(language) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `language=${language}; Path=/; Max-Age=34560000; SameSite=Lax${secure}`;
  location.reload();
}
