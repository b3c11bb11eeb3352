// Words found in the text of a document that is read: all of them marked, one after the other brought into view.
// The text stays as it is: what is found is marked beside it (CSS highlights), so the marks of citations are not torn.
import { make } from "./dom.js";
import { pushed } from "./sheets.js";
import { say } from "./wording.js";

const PAUSE = 250; // milliseconds after the last letter before it is looked
const MOST = 20_000; // places that are marked and counted

// `reading`: the document. Gives the element to put above it, which "/" leads to.
export function finding(reading) {
  const input = make("input", { type: "search", placeholder: say("document-find"), ariaLabel: say("document-find"), maxLength: 200, dir: "auto", autocomplete: "off" });
  const status = make("span", { className: "at" });
  status.setAttribute("role", "status");
  const group = make("div", { className: "finding" }, input, status, pushed("former", say("document-find-previous"), "‹"), pushed("later", say("document-find-next"), "›"));
  group.setAttribute("role", "search");
  let found = [];
  let at = -1;
  let typing = 0;
  let looked = ""; // for these words, last
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (input.value.trim() === looked) step(event.shiftKey ? -1 : 1);
      else look();
    } else if (event.key === "Escape") {
      event.preventDefault(); // Safari would leave the document open in either case, others close it in either
      if (!input.value) return reading.box.close();
      input.value = "";
      look();
    }
  });
  group.addEventListener("click", (event) => {
    if (event.target.closest(".former")) step(-1);
    else if (event.target.closest(".later")) step(1);
  });
  // What is marked would keep the text of a closed document.
  reading.box.addEventListener("close", () => {
    [found, looked] = [[], ""];
    tell();
  });
  tell();
  return group;

  async function look() {
    clearTimeout(typing);
    const words = (looked = input.value.trim());
    if (words) await reading.whole();
    if (words !== looked || !group.isConnected) return;
    found = words ? places(reading.text, words) : [];
    // From where one reads on.
    at = found.findIndex((range) => range.getBoundingClientRect().bottom > reading.text.getBoundingClientRect().top) - 1;
    if (found.length) step(1);
    else tell();
  }
  function step(by) {
    if (!found.length) return;
    at = (Math.max(at, by < 0 ? 0 : -1) + by + found.length) % found.length;
    tell();
    const place = found[at].getBoundingClientRect();
    const room = reading.text.getBoundingClientRect();
    reading.text.scrollTop += place.top - room.top - room.height / 3;
  }
  function tell() {
    const count = found.length;
    status.textContent = !looked ? "" : !count ? say("document-find-none") : say(reading.isWhole ? "document-find-at" : "document-find-part", { at: at + 1, count });
    for (const node of group.querySelectorAll("button")) node.disabled = !count;
    if (!CSS.highlights) return;
    for (const name of ["found", "found-here"]) CSS.highlights.get(name)?.clear(); // or Safari goes on showing them
    CSS.highlights.set("found", new Highlight(...found));
    CSS.highlights.set("found-here", new Highlight(...(found[at] ? [found[at]] : [])));
  }
}

// Where `words` stand in the text of `element`, in whatever case, with whatever white space between them.
function places(element, words) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest("button") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const nodes = []; // [where it begins in the whole, the node]
  let whole = "";
  let paragraph = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const holds = node.parentElement.closest("p, li, td") ?? element;
    if (paragraph && holds !== paragraph) whole += "\n";
    paragraph = holds;
    nodes.push([whole.length, node]);
    whole += node.data;
  }
  const pattern = new RegExp(words.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "giu");
  const found = [];
  let from = 0;
  for (const match of whole.matchAll(pattern)) {
    const range = document.createRange();
    range.setStart(...point(match.index));
    range.setEnd(...point(match.index + match[0].length));
    if (found.push(range) >= MOST) break;
  }
  return found;

  function point(offset) {
    while (from + 1 < nodes.length && nodes[from + 1][0] <= offset) from += 1;
    const [begins, node] = nodes[from];
    return [node, Math.min(offset - begins, node.length)];
  }
}
