// Keys; each has a visible equivalent. None while a field has the focus, and none at all with data-keys="off".
let jumping = 0;

export function listenToKeys() {
  addEventListener("keydown", closeMenu);
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.documentElement.dataset.keys === "off") return;
    const handled = inField(event.target) ? fieldKey(event) : pageKey(event);
    if (handled) event.preventDefault();
  });
}

/** Escape closes an open menu of the navigation, also for those who switched single keys off. */
function closeMenu(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const menu = document.querySelector("details.switcher[open], details.more[open]");
  if (!menu || (inField(event.target) && !menu.contains(event.target))) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.preventDefault();
}

function inField(target) {
  return target instanceof Element && target.matches("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]");
}

function fieldKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submit(event.target.form);
  if (event.key === "Escape" && !event.target.closest("dialog[open]")) {
    event.target.blur();
    return true;
  }
  return false;
}

function pageKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submit(event.target.closest?.("form"));
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (chooseOnScale(event)) return true;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (Date.now() < jumping) {
    jumping = 0;
    return follow(`[data-key="${CSS.escape(key)}"]`);
  }
  switch (key) {
    case "G":
      jumping = Date.now() + 1500;
      return true;
    case "/":
      return search();
    case "?":
      document.getElementById("keys")?.togglePopover?.();
      return true;
    case "J":
      return step(1);
    case "K":
      return step(-1);
    default:
      return press(key) || follow(`[data-elsewhere="${CSS.escape(key)}"]`);
  }
}

function submit(form) {
  if (!form) return false;
  form.requestSubmit(form.querySelector("button.primary:not([disabled])") ?? undefined);
  return true;
}

function chooseOnScale(event) {
  const scale = event.target instanceof Element && event.target.closest("[data-scale]");
  if (!scale || !/^[1-5]$/.test(event.key)) return false;
  const choice = scale.querySelector(`input[value="${event.key}"]`);
  choice?.click();
  choice?.focus();
  return Boolean(choice);
}

function follow(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

function search() {
  const field = document.getElementById("q");
  if (!field || !isShown(field)) return false;
  field.focus();
  field.select();
  return true;
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => isShown(row) && row.querySelector("a[href]"));
  if (rows.length === 0) return false;
  const current = rows.indexOf(document.activeElement?.closest("[data-row]"));
  const first = Math.max(0, rows.findIndex((row) => row.closest("[data-rows-begin]")));
  const place = current < 0 ? (by > 0 ? first : rows.length - 1) : Math.min(Math.max(current + by, 0), rows.length - 1);
  const row = rows[place];
  row.querySelector("a[href]").focus({ preventScroll: true, focusVisible: true });
  row.scrollIntoView({ block: "nearest" });
  return true;
}

function press(key) {
  const controls = [...document.querySelectorAll(`[data-hotkey="${CSS.escape(key)}"]`)];
  const control = controls.find((found) => !found.disabled && (isShown(found) || found.matches("input")));
  if (!control) return false;
  control.click();
  if (control.matches("input[type=radio]")) {
    control.form?.querySelector("input:not([type=radio], [type=hidden], [type=checkbox]), textarea")?.focus();
  }
  return true;
}

function isShown(element) {
  return element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;
}
