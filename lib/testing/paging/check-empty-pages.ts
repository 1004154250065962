import { checkArray, checkInteger } from "../../checks/checks.js";
import type { LocalEmptyPages } from "./local-empty-pages.js";

export function checkEmptyPages(emptyPages: LocalEmptyPages): void {
  if (typeof emptyPages === "function") return;
  checkArray("emptyPages", emptyPages, "an array or a function");
  emptyPages.forEach((page, index) => {
    checkInteger(`emptyPages[${index}]`, page, 1);
  });
}
