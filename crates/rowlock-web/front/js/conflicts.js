// Somebody else stored another value while this form was being edited: the edited field wins on screen,
// and a notice offers to keep it or to take theirs.
export function showConflicts(form, incoming) {
  // A draft is the reader's own text: nobody else stores it.
  if (form.dataset.draft) return;
  let found = false;
  for (const field of form.elements) {
    if (!field.name || !field.matches("input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea")) continue;
    const stored = incoming.elements?.namedItem(field.name);
    if (!stored || stored.value === undefined || stored.defaultValue === field.defaultValue) continue;
    if (field.value === stored.defaultValue) continue;
    offer(form, field, stored.defaultValue);
    found = true;
  }
  if (found) takeVersion(form, incoming);
}

/** The reader has now seen the newer state, so the form speaks of that version. */
export function takeVersion(form, incoming) {
  for (const hidden of form.querySelectorAll("input[type=hidden][name]")) {
    const newer = incoming.querySelector(`input[type=hidden][name="${CSS.escape(hidden.name)}"]`);
    if (newer) hidden.value = newer.value;
  }
}

function offer(form, field, theirs) {
  field.defaultValue = theirs;
  form.querySelector(`[data-conflict="${CSS.escape(field.name)}"]`)?.remove();
  const notice = document.createElement("div");
  notice.className = "note";
  notice.dataset.s = "risk";
  notice.dataset.conflict = field.name;
  notice.setAttribute("role", "status");
  const words = document.createElement("span");
  const label = field.labels?.[0]?.textContent.trim() || field.name;
  words.textContent = `${label} was changed to "${shorten(theirs)}" while you typed.`;
  const actions = document.createElement("span");
  actions.className = "push row";
  actions.append(
    button("Keep mine", () => notice.remove()),
    button("Take theirs", () => {
      field.value = theirs;
      notice.remove();
      field.focus();
    }),
  );
  notice.append(words, actions);
  form.prepend(notice);
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn sm";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function shorten(text) {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
