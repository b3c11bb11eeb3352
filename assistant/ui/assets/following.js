// Where the messages are scrolled to: the newest question stays in view, at the top once its answer is long, so that an
// answer is read from its beginning. Whoever scrolls, or moves by keys, is left alone until something else is asked.
import { find, shown } from "./dom.js";

const SETTLING = 600; // milliseconds in which what is drawn of a complete answer still changes its height
const ABOVE = 12; // pixels above the question

let key = ""; // the conversation and its turns
let isRunning = false;
let isHeld = true; // whether nobody has scrolled
let settling = 0;

export function following(abort) {
  const release = (event) => {
    if (event.type === "keydown" ? !event.target.matches?.("#ask textarea") : event.target.closest?.("#chat")) isHeld = false;
  };
  for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) document.addEventListener(type, release, { capture: true, passive: true, signal: abort.signal });
}

// When something is drawn.
export function follow() {
  const { conversation = "", turns = "0", running = "" } = shown();
  const now = `${conversation} ${turns}`;
  if (now !== key || (running && !isRunning)) [isHeld, settling] = [true, clearTimeout(settling)];
  [key, isRunning] = [now, Boolean(running)];
  if (!isHeld) return;
  const box = find("chat")?.querySelector(".bubble-wrap");
  const question = [...(box?.querySelectorAll(".user-row") ?? [])].at(-1);
  if (!question) return;
  box.scrollTop += question.getBoundingClientRect().top - box.getBoundingClientRect().top - ABOVE;
  if (!running) settling ||= setTimeout(() => [isHeld, settling] = [false, 0], SETTLING);
}
