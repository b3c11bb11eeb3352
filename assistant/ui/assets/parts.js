// What the modules of the library share beside dom.js.
import { fetched, make } from "./dom.js";

export { make };
export const AT = "/library";
export const ask = (path, method, body) => fetched(AT + path, method, body);
export const button = (textContent, onclick, fields = {}) => make("button", { type: "button", textContent, onclick, ...fields });
export const bdi = (textContent, fields = {}) => make("bdi", { textContent, ...fields });
export const fold = (summary, ...children) => make("details", {}, make("summary", {}, summary), ...children);
