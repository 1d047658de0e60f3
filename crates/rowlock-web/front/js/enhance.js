// Small things: copy buttons, focus on errors, notices that leave, filters that apply themselves.
const TOAST_MS = 30_000;

export function enhance() {
  addEventListener("click", (event) => {
    const { target } = event;
    const button = target instanceof Element && target.closest("[data-copy]");
    if (button) copy(button);
    const way = target instanceof Element && target.closest("a[href^='#']");
    if (way && open(way.hash)) event.preventDefault();
  });
  addEventListener("change", ({ target }) => {
    if (target.closest?.("[data-autosubmit]")) target.form?.requestSubmit();
  });
  addEventListener("turbo:fetch-request-error", ({ target }) => target instanceof HTMLFormElement && sayNotSaved(target));
  addEventListener("turbo:submit-start", ({ target }) => target.querySelector("[data-not-saved]")?.remove());
  addEventListener("turbo:render", ({ detail }) => begin(detail.renderMethod !== "morph"));
  begin(true);
}

function begin(isNewPage) {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  for (const toast of document.querySelectorAll("[data-toast]:not([data-leaving])")) {
    toast.dataset.leaving = "";
    setTimeout(() => leave(toast), TOAST_MS);
  }
  const wanted = document.querySelector("[data-focus]");
  if (wanted && (isNewPage || !wanted.dataset.focused)) {
    wanted.dataset.focused = "true";
    wanted.focus();
  }
}

/** A link to a field inside a fold opens it and goes into the field. */
function open(hash) {
  const field = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  const fold = field && field.closest("details");
  if (!fold) return false;
  fold.open = true;
  field.focus();
  return true;
}

function sayNotSaved(form) {
  const notice = document.createElement("div");
  notice.className = "note";
  notice.dataset.s = "late";
  notice.dataset.notSaved = "";
  notice.setAttribute("role", "alert");
  const words = document.createElement("span");
  words.textContent = "Not saved. The server did not answer. Your text is kept here; try again.";
  notice.append(words);
  form.prepend(notice);
}

/** A notice under the pointer or with the focus inside stays until it is left. */
function leave(toast) {
  if (toast.matches(":hover, :focus-within")) setTimeout(() => leave(toast), 2000);
  else toast.remove();
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  const text = source.value ?? source.innerText;
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    // No clipboard on plain http: select it, so that the keyboard can.
    select(source);
    button.textContent = document.execCommand("copy") ? "Copied" : "Selected, copy it now";
  }
  setTimeout(() => (button.textContent = words), 2000);
}

function select(source) {
  if (source.select) {
    source.select();
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}
