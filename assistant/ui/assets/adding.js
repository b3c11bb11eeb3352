// What readers add: files by drag and drop or from a dialog, folders of this machine, addresses; and how far each is.
import { root, told } from "./dom.js";
import { ask, AT, bdi, button, fold, make } from "./parts.js";
import { say } from "./wording.js";

const OFTEN = 700, SELDOM = 15000; // milliseconds between two looks: while something is under way, and else
const AGAIN = 1500; // milliseconds after which a file is sent again where too many wait
const stepped = (step) => say(`adding-step-${step}`);

export function adding({ announce, fail, refresh, signal, drop }) {
  let allowed = { megabytes: 25, at_once: 20, folders: false, addresses: false };
  const sending = []; // files that the server does not have yet: {file, step, said, sent, request}
  let known = new Map(); // key → step at the last look, so that each change is said once
  let looking = 0;
  let last = []; // what the server told last
  const chooser = make("input", { type: "file", multiple: true, className: "sr", ariaLabel: say("adding-choose-label"), tabIndex: -1, onchange: () => { take([...chooser.files]); chooser.value = ""; } });
  const limit = make("span", { className: "how" });
  const zone = make("div", { className: "drop" }, make("p", {}, make("strong", { textContent: say("adding-drop") }), " ", say("adding-or"), " ", button(say("adding-choose"), () => chooser.click(), { className: "link" })), limit, chooser);
  const folder = line(say("adding-folder"), "/home/me/cables", say("adding-folder-do"), (path) => ask("/folders", "POST", { path }));
  const address = line(say("adding-address"), "https://…", say("adding-address-do"), (text) => ask("/addresses", "POST", { addresses: text.split(/\s+/).filter(Boolean) }));
  const elsewhere = fold(say("adding-elsewhere"), folder, address);
  const rows = make("ul", { className: "additions", role: "list", ariaLabel: say("adding-list"), tabIndex: 0 }); // it scrolls
  const clear = button(say("adding-clear"), async () => { sending.splice(0, sending.length, ...sending.filter((one) => one.request || one.step === "waiting")); await ask("/additions", "DELETE").catch(fail); look(); zone.querySelector("button").focus(); }, { className: "link", hidden: true });
  const element = make("section", { className: "adding", ariaLabel: say("adding-label") }, zone, elsewhere, rows, clear);
  element.look = look;

  let inside = 0; // dragenter and dragleave come for every child
  const over = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  const on = (type, action) => drop.addEventListener(type, (event) => { if (over(event)) { event.preventDefault(); action(event); } }, { signal });
  on("dragenter", () => zone.classList.toggle("over", ++inside > 0));
  on("dragleave", () => zone.classList.toggle("over", --inside > 0));
  on("dragover", () => {});
  on("drop", (event) => { inside = 0; zone.classList.remove("over"); take([...event.dataTransfer.files]); });
  // A file that misses the list would replace the page.
  for (const type of ["dragover", "drop"]) addEventListener(type, (event) => { if (over(event)) event.preventDefault(); }, { signal });
  signal.addEventListener("abort", () => clearTimeout(looking));
  look();
  return element;

  function line(label, placeholder, word, send) {
    const input = make("input", { placeholder, autocomplete: "off", spellcheck: false, dir: "ltr" });
    const form = make("form", { className: "line" }, make("label", {}, make("span", { textContent: label }), input), make("button", { type: "submit", textContent: word }));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!input.value.trim()) return input.focus();
      try { await send(input.value.trim()); input.value = ""; fail(null); announce(say("adding-queued")); } catch (error) { fail(error); }
      look();
    });
    return form;
  }
  function take(files) {
    const largest = allowed.megabytes * 1e6;
    for (const file of files) {
      const said = file.size > largest ? say("adding-too-large", { megabytes: allowed.megabytes, size: Math.ceil(file.size / 1e6) }) : "";
      sending.push({ file, step: said ? "refused" : "waiting", said, sent: 0 });
    }
    if (files.length) announce(say("adding-files", { count: files.length }));
    draw([]);
    sendNext();
  }
  function sendNext() {
    if (sending.some((one) => one.request)) return;
    const next = sending.find((one) => one.step === "waiting");
    if (!next) return;
    // fetch does not tell how much was sent.
    const request = (next.request = new XMLHttpRequest());
    next.step = "sending";
    request.upload.onprogress = (event) => { next.sent = event.loaded; draw(); };
    request.onloadend = async () => {
      next.request = null;
      if (next.step === "stopped") { /* by the reader */ }
      else if (request.status === 429) { next.step = "waiting"; next.sent = 0; setTimeout(sendNext, AGAIN); look(); return; }
      else {
        try { await told(new Response(request.response, { status: request.status || 599 })); sending.splice(sending.indexOf(next), 1); }
        catch (error) { next.step = "refused"; next.said = request.status ? error.message : say("adding-unsent"); next.lang = error.lang; announce(say("adding-step", { name: next.file.name, step: next.said })); }
      }
      look();
      sendNext();
    };
    request.open("PUT", `${AT}/uploads?name=${encodeURIComponent(next.file.name)}`);
    request.send(next.file);
  }
  async function look() {
    clearTimeout(looking);
    if (signal.aborted) return;
    let busy = true;
    try {
      const found = await ask("/additions");
      allowed = found.allowed;
      limit.textContent = say("adding-limit", { megabytes: allowed.megabytes });
      folder.hidden = !allowed.folders;
      address.hidden = !allowed.addresses;
      elsewhere.hidden = !allowed.folders && !allowed.addresses;
      draw(found.additions);
      busy = found.additions.some((one) => !one.is_last);
      tell(found.additions);
    } catch { /* the list says it */ }
    clearTimeout(looking);
    if (!signal.aborted) looking = setTimeout(look, busy ? OFTEN : SELDOM);
  }
  // What has become of each is said once, and the list is drawn anew when documents can be found.
  function tell(additions) {
    let changed = false;
    const done = [];
    for (const one of additions) {
      const before = known.get(one.key);
      if (before === one.step) continue;
      changed ||= before !== undefined && ["embedding", "ready", "stopped", "refused"].includes(one.step);
      if (before !== undefined && one.is_last) done.push(say("adding-step-said", { name: one.name, step: stepped(one.step), said: one.said }));
    }
    known = new Map(additions.map((one) => [one.key, one.step]));
    if (done.length) announce(done.length > 3 ? say("adding-through", { count: done.length }) : done.join(" "));
    if (changed) refresh();
  }
  function draw(additions = last) {
    last = additions;
    const focused = rows.contains(document.activeElement) && document.activeElement.closest("li")?.dataset.key;
    const local = sending.map((one, n) => row({ key: `local-${n}`, name: one.file.name, step: one.step, done: one.sent, total: one.file.size, said: one.said, lang: one.lang ?? root.lang, is_last: one.step === "refused" || one.step === "stopped" },
      () => { one.step = "stopped"; one.request?.abort(); draw(); }));
    rows.replaceChildren(...local, ...additions.map((one) => row(one, () => ask(`/additions/${one.key}`, "DELETE").then(() => { announce(say("adding-stopped")); refresh(); }, fail).then(look))));
    clear.hidden = ![...rows.children].some((one) => "last" in one.dataset);
    if (focused) rows.querySelector(`[data-key="${focused}"] button`)?.focus();
  }
  function row(one, stop) {
    const share = one.total ? one.done / one.total : null;
    const bar = !one.is_last && make("progress", { ariaLabel: say("adding-step", { name: one.name, step: stepped(one.step) }), ...(share !== null && one.step !== "queued" ? { max: 1, value: share } : {}) });
    if (bar && (one.step === "queued" || one.step === "waiting")) bar.value = 0;
    const item = make("li", { data: { key: one.key, step: one.step } },
      make("div", {}, bdi(one.name, { className: "name", dir: "auto" }), !one.is_last && button(say("adding-stop"), stop, { ariaLabel: say("adding-stop-name", { name: one.name }), className: "link" })),
      bar, make("p", {}, make("span", { textContent: progressed(one, share) }), one.said && " · ", one.said && bdi(one.said, { dir: "auto", lang: one.lang ?? "en" })));
    if (one.is_last) item.dataset.last = "";
    return item;
  }
}
function progressed({ step, done, total }, share) {
  const values = { step: stepped(step), done, total };
  if (step === "embedding") return say("adding-done-passages", values);
  if (step === "reading" && total > 1) return say("adding-done-files", values);
  return step === "sending" ? say("adding-done-percent", { step: values.step, percent: Math.round(100 * share) }) : values.step;
}
