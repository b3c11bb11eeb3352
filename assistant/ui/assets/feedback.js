// What a reader says of an answer: helpful or not, with a note. Kept with the conversation.
import { fetched, make, shown } from "./dom.js";
import { say, spoken } from "./wording.js";

let kept = new Map(); // turn → {helpful, note}
let of = ""; // the conversation that these are of

// Draws what is kept on the links of the answers that are shown.
export function draw() {
  for (const link of document.querySelectorAll('#chat a.act:is([href$="-good"], [href$="-bad"])')) {
    const [, turn, side] = link.getAttribute("href").match(/^#s-(\d+)-(good|bad)$/) ?? [];
    const said = kept.get(+turn);
    const pressed = String(Boolean(said) && said.helpful === (side === "good"));
    if (link.getAttribute("aria-pressed") !== pressed) link.setAttribute("aria-pressed", pressed);
  }
}
export async function know() {
  const { conversation = "" } = shown();
  if (conversation === of) return draw();
  of = conversation;
  kept = new Map();
  if (conversation) {
    const found = await fetched(`/conversations/${encodeURIComponent(conversation)}`).catch(() => null);
    if (of !== conversation) return;
    for (const one of found?.feedback ?? []) kept.set(one.turn, one);
  }
  draw();
}
export async function rate(link) {
  const [, turn, side] = link.getAttribute("href").match(/^#s-(\d+)-(good|bad)$/);
  const former = kept.get(+turn);
  const same = former && former.helpful === (side === "good");
  if (same) await keep(+turn, null, "", link);
  else if (side === "good") await keep(+turn, true, "", link);
  else await keep(+turn, false, "", link) && note(+turn, link);
}
async function keep(turn, helpful, note, link) {
  try {
    await fetched(`/conversations/${encodeURIComponent(shown().conversation)}/feedback`, "PUT", { turn, helpful, note });
  } catch (error) {
    tell(link, spoken(error));
    return false;
  }
  if (helpful === null) kept.delete(turn);
  else kept.set(turn, { turn, helpful, note });
  draw();
  if (helpful) tell(link, { textContent: say("feedback-thanks") });
  return true;
}
function note(turn, link) {
  const box = make("dialog", { id: "feedback", aria: { labelledby: "feedback-title" } });
  const text = make("textarea", { rows: 4, maxLength: 2000, aria: { labelledby: "feedback-title" }, dir: "auto" });
  const form = make("form", { method: "dialog" }, make("h2", { id: "feedback-title", textContent: say("feedback-title") }), text,
    make("p", { textContent: say("feedback-kept") }),
    make("footer", {}, make("button", { type: "button", className: "cancel", textContent: say("feedback-skip") }), make("button", { type: "submit", className: "apply", textContent: say("feedback-keep") })));
  form.addEventListener("submit", () => text.value.trim() && keep(turn, false, text.value.trim(), link));
  box.addEventListener("click", (event) => (event.target === box || event.target.closest(".cancel")) && box.close());
  box.addEventListener("close", () => {
    box.remove();
    document.querySelector(`#chat a.act[href="${link.getAttribute("href")}"]`)?.focus();
  });
  box.append(form);
  document.querySelector(".gradio-container").append(box);
  box.showModal();
}
function tell(link, said) {
  const line = link.closest(".acts");
  let box = line.querySelector(".told");
  if (!box) line.append((box = make("span", { className: "told", role: "status" })));
  Object.assign(box, said);
  setTimeout(() => box.remove(), 6000);
}
