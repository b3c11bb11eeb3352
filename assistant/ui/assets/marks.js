import { fetched } from "./dom.js";
import { say } from "./wording.js";

// The marks of a conversation's claims, kept by the server: GET /conversations/ID gives them under "marks", PUT
// /conversations/ID/marks {turn, claim, state: "checked" | "disputed" | null, note} sets one, or takes it away.
// A claim is an element with the id k-TURN-CLAIM.
export class Marks {
  // `conversation`: gives the id of the one that is shown, "" where there is none; `changed` is called when marks came.
  constructor(conversation, changed) {
    [this.conversation, this.changed] = [conversation, changed];
    this.held = new Map(); // "TURN-CLAIM" → {state, note}
    this.seen = null; // for what the marks were asked
    this.waiting = Promise.resolve(); // what is sent goes one after the other
  }

  // The {state, note} of a claim, undefined where it has no mark.
  of(id) {
    return this.held.get(id.slice(2));
  }

  put(id, mark) {
    if (mark?.state) this.held.set(id.slice(2), mark);
    else this.held.delete(id.slice(2));
  }

  // Holds at once, and is taken back where the server does not keep it. Gives whether it does.
  async set(id, state, note) {
    const [before, conversation] = [this.of(id), this.conversation()];
    if (state === (before?.state ?? "") && note === (before?.note ?? "")) return true;
    this.put(id, { state, note });
    const [, turn, claim] = id.split("-");
    const sent = this.waiting.then(() => send(conversation, { turn: +turn, claim: +claim, state: state || null, note }));
    this.waiting = sent;
    if ((await sent) || conversation !== this.conversation()) return true;
    this.put(id, before);
    return false;
  }

  // Asks for the marks when another conversation is shown, or another answer is complete.
  keepUp() {
    const conversation = this.conversation();
    const complete = [...document.querySelectorAll("#chat .tally")];
    const state = [conversation, ...complete.map((one) => one.closest(".answer").querySelectorAll(".claim").length)].join();
    if (state === this.seen) return;
    if (!complete.length || !this.seen?.startsWith(`${conversation},`)) this.held = new Map();
    this.seen = state;
    if (conversation && complete.length) this.waiting = this.waiting.then(() => this.ask(conversation));
  }

  async ask(conversation) {
    try {
      const { marks } = await fetched(`/conversations/${encodeURIComponent(conversation)}`);
      if (conversation !== this.conversation()) return;
      this.held = new Map(marks.map(({ turn, claim, state, note }) => [`${turn}-${claim}`, { state, note }]));
      this.changed();
    } catch { /* the server is gone: the page says so elsewhere */ }
  }

  // Signs are classes, so that what Gradio draws is not changed; how they look and sound is in checking.css.
  paint(current) {
    for (const claim of document.querySelectorAll("#chat .claim")) {
      const state = this.of(claim.id)?.state;
      claim.classList.toggle("is-checked", state === "checked");
      claim.classList.toggle("is-disputed", state === "disputed");
      claim.classList.toggle("is-current", claim.id === current);
    }
    for (const tally of document.querySelectorAll("#chat .tally")) {
      const claims = [...tally.closest(".answer").querySelectorAll(".claim")];
      const count = (state) => claims.filter((one) => this.of(one.id)?.state === state).length;
      const [checked, disputed] = [count("checked"), count("disputed")];
      const told = checked + disputed ? say(disputed ? "check-tally-disputed" : "check-tally", { checked, disputed, count: claims.length }) : "";
      if (tally.textContent !== told) tally.textContent = told;
    }
  }
}

const send = (conversation, mark) =>
  fetched(`/conversations/${encodeURIComponent(conversation)}/marks`, "PUT", mark).then(() => true, () => false);
