// Who is signed in, and the way out, below the conversations. Where nobody signs in nothing is shown.
import { fetched, find, make } from "./dom.js";
import { forget } from "./unsent.js";
import { say, woven } from "./wording.js";

const AT = "/account";

// Gives the name, "" where nobody signs in.
export async function account(element) {
  const told = await fetched(AT).catch(() => null);
  if (!told?.name) return "";
  const shown = make("div", { className: "account" }, make("bdi", { className: "who", textContent: told.name, title: told.name }));
  if (told.sign_out) {
    const out = make("button", { type: "button", className: "sign-out", textContent: say("account-sign-out") });
    out.addEventListener("click", async () => {
      // Not a form: browsers hide a form's origin where a page sends no referrer.
      const left = await fetch(told.sign_out, { method: "POST" }).catch(() => null);
      forget();
      if (left?.ok || left?.status === 401) location.assign("/sign-in?out");
      else out.textContent = say("account-not-signed-out");
    });
    shown.append(out);
  }
  element.append(shown);
  if (told.sign_out) watch();
  return told.name;
}

// Says so when the session has ended meanwhile. In another tab, so that nothing that was typed is lost.
function watch() {
  const ask = window.fetch;
  let note = null;
  window.fetch = async (...given) => {
    const answer = await ask.apply(window, given);
    if (answer.status === 401 && !note?.isConnected) {
      const way = make("a", { href: "/sign-in", target: "_blank", textContent: say("account-sign-in-again") });
      note = make("p", { className: "refusal", role: "alert" }, ...woven("account-ended", { link: way }));
      find("hint")?.prepend(note);
    } else if (answer.ok) note?.remove();
    return answer;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") window.fetch(AT).catch(() => null);
  });
}
