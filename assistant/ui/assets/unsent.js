// What is typed and has no answer yet, kept by this tab until its question is seen in the conversation: a page that is
// loaded anew, at whatever moment, loses no question.
import { composer, fetched, shown } from "./dom.js";

const KEPT = "unsent"; // {of: whose it is, conversation, text, isSent, at}
export const PATIENCE = 20000; // milliseconds: what is not drawn by then was lost on the way, or refused
const RECENT = 300000; // milliseconds: a question that was sent longer ago is another one
let reader = ""; // who is signed in, once that is known
let known = Promise.resolve(); // when it is
let before = read(); // what was kept when the page was left, until it is back
let coming = null;

// `who`: a promise of the name of who is signed in, "" where nobody is; `open`: opens a conversation by its id.
export function keeping(who, open) {
  known = who.then((name) => (reader = name));
  document.addEventListener("input", ({ target }) => target === composer() && keep(target.value));
  document.addEventListener("click", ({ target }) => {
    const chosen = target.closest?.("#chat :is(.example, .option)");
    if (chosen) keep(chosen.textContent.trim(), true);
  }, { capture: true });
  reopen = open;
}
let reopen = () => {};

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

// The question that is in the composer is on its way.
export const sent = (text) => keep(text, true);
export function forget() {
  sessionStorage.removeItem(KEPT);
}

function keep(text, isSent = false) {
  if (!text.trim()) return forget();
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ of: reader, conversation: shown().conversation ?? "", text, isSent, at: Date.now() }));
  } catch { /* it is longer than a browser keeps */ }
}

// When the page shows what was asked for; the first time, what was kept comes back.
export function settled() {
  if (before !== null) coming ??= setTimeout(comeBack, 50); // when the composer is drawn too
  else setTimeout(() => isUnderway(read()) || keep(composer()?.value ?? ""), 50);
}
// Whether what was drawn is not yet the question that was sent: it may have been sent after that was asked for.
const isUnderway = (kept) => kept?.isSent && !isShown(kept.text) && isOut(kept.text) && Date.now() - kept.at < PATIENCE;
// The composer holds a question until it is drawn in the conversation.
const isOut = (text) => ["", letters(text)].includes(letters(composer()?.value ?? ""));
async function comeBack() {
  await known;
  const kept = before;
  before = null;
  const { conversation = "" } = shown();
  if (kept.of !== reader || kept.conversation !== conversation || isShown(kept.text)) return forget();
  if (kept.isSent && !conversation) {
    const id = await arrived(kept);
    if (id) return reopen(id);
  }
  const box = composer();
  if (!box || box.value) return undefined;
  box.value = kept.text;
  return box.dispatchEvent(new Event("input", { bubbles: true }));
}

const letters = (text) => text.replace(/\s+/g, "");
const isShown = (text) => letters([...document.querySelectorAll("#chat .question > p:first-child")].at(-1)?.textContent ?? "") === letters(text);

// The id of the conversation that a question has begun although the page was left before it was told of it.
async function arrived({ text, at }) {
  const [newest] = await fetched("/conversations").catch(() => []);
  const isIt = newest?.turns === 1 && letters(text).startsWith(letters(newest.title)) && Math.abs(Date.parse(newest.touched) - at) < RECENT;
  return isIt ? newest.id : "";
}
