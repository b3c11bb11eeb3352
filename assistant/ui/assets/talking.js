// What the page asks of the server, one thing after another, and the answer that is being drawn.
//
// A question goes into the conversation that its reader has chosen, however fast it comes: whatever changes the page
// waits until what was asked before is drawn, and is given what the page holds then.
import { PATIENCE, sent, settled } from "./unsent.js";

const AGAIN = 3000; // milliseconds until a run that was refused is tried anew

let trigger = null; // asks for what Chat.events and Page._wire name
let held = ["", "", ""]; // the conversation, the filter and the turn that is being changed
let busy = false; // whether an answer is being written in what is shown
let since = "0"; // the first turn that is shown
let last = Promise.resolve(); // ends when all is drawn that was asked so far
let end = () => {};
let moves = 0; // to other conversations: asked, and not yet drawn
let drawing = null; // the run that draws a growing answer
let runs = 0;
let refused = -Infinity; // when a run was
const kept = new Set(); // conversations whose answers go on although the page shows others

export function bind(given) {
  trigger = given;
  watch();
}
export const isMoving = () => moves > 0;

// Gives two promises: that all is drawn that was asked before, and that what is asked then is drawn.
function turn(prepare) {
  let done = null;
  const over = new Promise((resolve) => (done = resolve));
  const begun = last.then(prepare).then(() => {
    const timer = setTimeout(done, PATIENCE);
    end = () => { clearTimeout(timer); done(); };
  });
  last = over;
  return { begun, over };
}

// Asks for something that changes the page.
export const ask = (name, sent = "") => turn().begun.then(() => tell(name, sent));
// Asks for another conversation: the answer of this one goes on, and is not drawn into the next.
export async function move(name, sent = "") {
  const { begun, over } = turn(leave);
  moves += 1;
  await begun;
  tell(name, sent);
  await over;
  moves -= 1;
}
// Asks for other turns of the conversation that is shown: an answer that is being written is drawn on among them.
export const among = (name, sent) => turn(pause).begun.then(() => tell(name, sent));
// Asks for something that changes nothing of what is shown of a conversation.
export const tell = (name, sent = "") => trigger?.(name, { sent });

// Gradio calls this before it asks for something that changes the page …
export async function first(given) {
  if (given.length > held.length) sent(given[held.length]);
  await turn().begun;
  return given.length ? [...held, ...given.slice(held.length)] : [];
}
// … and this when that is drawn, or was refused.
export function drawn([conversation, within, editing, state]) {
  held = [conversation, within, editing];
  busy = state.includes('data-running="yes"');
  since = state.match(/data-first="(\d+)"/)?.[1] ?? "0";
  watch();
  end();
  settled();
}

// --- an answer that is being written
function watch() {
  if (!busy || drawing || !trigger) return;
  if (performance.now() - refused < AGAIN) {
    setTimeout(watch, AGAIN);
    return;
  }
  let over = null;
  const ending = new Promise((resolve) => (over = resolve));
  drawing = { name: `${++runs} ${since}`, isLeft: false, ending, over };
  tell("watch", drawing.name);
}
async function leave() {
  if (!busy) return;
  if (!kept.has(held[0])) {
    kept.add(held[0]);
    tell("stay", held[0]);
  }
  await pause();
}
async function pause() {
  if (!drawing) return;
  drawing.isLeft = true;
  tell("leave", drawing.name);
  await Promise.race([drawing.ending, new Promise((go) => setTimeout(go, PATIENCE))]);
}
// Gradio calls this when a run has ended.
export function ended(how = "") {
  const was = drawing;
  drawing = null;
  if (how) refused = performance.now();
  was?.over();
  if (!was?.isLeft) ask("finish", how || since);
}
// Of these conversations the answers are being written.
export function settle(open) {
  for (const id of kept) if (!open.has(id)) kept.delete(id);
}
