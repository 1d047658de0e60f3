// What a page does with a newer rendering of itself. Calm pages: values marked `data-live` change in place;
// anything else that differs (rows added, removed, moved; changed structure) waits behind "3 updates, show".
import * as Turbo from "@hotwired/turbo";
import { showConflicts, takeVersion } from "./conflicts.js";
import { isHeld } from "./form-guard.js";
import { announce, showOffline } from "./live-status.js";

let shown = signature(document);
let waiting = shown;
let updates = 0;
let underWay = false;

for (const begin of ["turbo:submit-start", "turbo:visit"]) addEventListener(begin, () => (underWay = true));
for (const end of ["turbo:render", "turbo:load", "turbo:fetch-request-error"]) addEventListener(end, () => (underWay = false));

const topicOf = (root) => root.querySelector("#topic")?.textContent ?? null;
let newTopic = false;

addEventListener("turbo:before-render", ({ detail }) => {
  newTopic = topicOf(document) !== null && topicOf(detail.newBody) !== null && topicOf(document) !== topicOf(detail.newBody);
  shown = waiting = signature(detail.newBody);
  updates = 0;
});

/** The next topic begins at its head, unless somebody types or marks words. */
addEventListener("turbo:render", () => {
  if (!newTopic) return;
  newTopic = false;
  if ([...document.forms].some(isHeld) || !getSelection().isCollapsed) return;
  scrollTo({ top: 0 });
});

/** This page as it is now: its HTML, or `gone` with the address where it went. Throws when the server cannot be reached. */
export async function fetchPage() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (answer.status >= 500) throw new Error(`the server answered ${answer.status}`);
  if (!answer.ok || answer.redirected) return { gone: answer.url };
  return { html: await answer.text() };
}

/** Morphs the whole page with HTML that was fetched; the form guard holds. A failed fetch leaves the page as it is. */
export function morphPage(html) {
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener("turbo:render", finish);
      done();
    };
    const timer = setTimeout(finish, 3000);
    addEventListener("turbo:render", finish);
    const response = { statusCode: 200, responseHTML: html, redirected: false };
    Turbo.visit(document.baseURI, { action: "replace", shouldCacheSnapshot: false, response });
  });
}

/** The page went elsewhere (signed out, closed, removed): follow, unless somebody is typing. */
export function follow(address) {
  if ([...document.forms].some(isHeld)) showPill();
  else location.assign(address);
}

/** Resolves when no form is being sent and no page is being loaded: a refresh would cut them off. */
export async function quiet() {
  const until = Date.now() + 10_000;
  while (underWay && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
}

/** Takes over what may change in place. Answers whether the page now shows all of the newer one. */
export function updateInPlace(page) {
  swapValues(page);
  const newer = signature(page);
  checkForms(page, newer === shown);
  if (newer === shown) {
    updates = 0;
    removePill();
  } else if (newer !== waiting) {
    updates += 1;
    showPill();
  }
  waiting = newer;
  return newer === shown;
}

function swapValues(page) {
  const newer = new Map([...page.querySelectorAll("[data-live]")].map((element) => [element.dataset.live, element]));
  for (const element of document.querySelectorAll("[data-live]")) {
    const next = newer.get(element.dataset.live);
    if (!next || element.parentElement?.closest("[data-live]") || !element.isConnected) continue;
    if (sameText(element, next) || isInUse(element)) continue;
    element.replaceWith(document.importNode(next, true));
  }
}

function sameText(element, next) {
  return element.outerHTML === next.outerHTML || still(element).outerHTML === still(next).outerHTML;
}

/** A region with focus, selection, an open details or edited fields is never replaced. */
function isInUse(element) {
  if (element.contains(document.activeElement) || element.querySelector("details[open], dialog[open]")) return true;
  if (element.matches("details[open]") || [...element.querySelectorAll("form")].some(isHeld)) return true;
  const selection = getSelection();
  return selection.rangeCount > 0 && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(element);
}

/** What the page shows apart from its live values, running clocks and the versions inside forms. */
function signature(root) {
  const main = root.querySelector("main, #main");
  if (!main) return "";
  const copy = still(main);
  for (const element of copy.querySelectorAll("[data-live]")) element.replaceWith(marker(element.dataset.live));
  return copy.innerHTML.replace(/\s+/g, " ");
}

function marker(key) {
  const mark = document.createElement("data");
  mark.value = key;
  return mark;
}

function still(element) {
  const copy = element.cloneNode(true);
  for (const clock of [copy, ...copy.querySelectorAll("[data-clock]")]) {
    if (!clock.matches("[data-clock]")) continue;
    clock.textContent = "";
    clock.removeAttribute("data-s");
    clock.removeAttribute("width");
    clock.closest("svg")?.removeAttribute("data-s");
  }
  for (const hidden of copy.querySelectorAll("input[type=hidden]")) hidden.removeAttribute("value");
  // A newer rendering shows the draft that this very page has saved.
  for (const field of copy.querySelectorAll("form[data-draft] :is(input, textarea, option)")) {
    for (const name of ["value", "checked", "selected"]) field.removeAttribute(name);
    if (field.matches("textarea")) field.textContent = "";
  }
  for (const opened of copy.querySelectorAll("details[open]")) opened.removeAttribute("open");
  for (const own of copy.querySelectorAll(".newpill, [data-conflict], [data-draft-status]")) own.remove();
  for (const button of copy.querySelectorAll("[data-copy]")) button.hidden = false;
  for (const focused of copy.querySelectorAll("[data-focused]")) focused.removeAttribute("data-focused");
  return copy;
}

function checkForms(page, isCurrent) {
  const incoming = [...page.querySelectorAll("main form")];
  for (const [place, form] of [...document.querySelectorAll("main form")].entries()) {
    const next = (form.id && page.getElementById(form.id)) || incoming[place];
    if (next?.getAttribute("action") !== form.getAttribute("action")) continue;
    if (isHeld(form)) showConflicts(form, next);
    else if (isCurrent) takeVersion(form, next);
  }
}

/** After a refused form the page shows what was typed; nothing may replace that by itself. */
export function isAnsweringARefusal() {
  return Boolean(document.querySelector("main [role=alert], main [aria-invalid=true]"));
}

/** Shows "3 updates, show". */
export function showPill() {
  const main = document.getElementById("main");
  let pill = document.querySelector(".newpill");
  if (!pill) {
    pill = document.createElement("div");
    pill.className = "newpill";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn sm";
    button.addEventListener("click", showUpdates);
    pill.append(button);
    main?.prepend(pill);
  }
  const count = Math.max(updates, 1);
  const words = `${count} ${count === 1 ? "update" : "updates"}, show`;
  if (pill.firstChild.textContent !== words) {
    pill.firstChild.textContent = words;
    announce(`${count} ${count === 1 ? "update" : "updates"} to show.`);
  }
}

async function showUpdates() {
  try {
    const { html, gone } = await fetchPage();
    if (gone) {
      location.assign(gone);
      return;
    }
    // The morph keeps the focused element in its place and builds anew what it cannot match around it, half-typed
    // forms included. So the pill hands the focus on before it goes.
    document.getElementById("main")?.focus({ preventScroll: true });
    removePill();
    await morphPage(html);
  } catch {
    showOffline();
  }
}

function removePill() {
  document.querySelector(".newpill")?.remove();
}
