// A live update never takes what somebody is typing: a form with the focus in a field, or with an edited field,
// is left out of the morph. After its own submit it is let through, whatever the answer was.
import { showConflicts } from "./conflicts.js";

const FIELDS = "input, textarea, select";
const answered = new Set();

export function watchForms() {
  addEventListener("turbo:before-fetch-response", ({ target }) => {
    if (target instanceof HTMLFormElement) answered.add(target);
  });
  addEventListener("turbo:render", () => answered.clear());
  addEventListener("turbo:before-morph-element", guardElement);
  addEventListener("turbo:before-morph-attribute", guardAttribute);
  addEventListener("turbo:submit-start", ({ detail }) => busy(detail.formSubmission.submitter, true));
  addEventListener("turbo:submit-end", ({ detail }) => busy(detail.formSubmission.submitter, false));
}

/** Whether somebody is at work in this form. */
export function isHeld(form) {
  if (form.dataset.guard === "off" || answered.has(form)) return false;
  const focused = document.activeElement;
  if (form.contains(focused) && focused.matches("textarea, select, input:not([type=submit], [type=checkbox], [type=radio])")) {
    return true;
  }
  return editedFields(form).length > 0;
}

/** The fields whose value is not the one the server sent. */
export function editedFields(form) {
  return [...form.elements].filter((field) => field.matches(FIELDS) && isEdited(field));
}

function isEdited(field) {
  if (field instanceof HTMLSelectElement) {
    const chosen = [...field.options].some((option) => option.defaultSelected);
    return [...field.options].some((option, place) => {
      const sent = chosen ? option.defaultSelected : !field.multiple && place === 0;
      return option.selected !== sent;
    });
  }
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type === "hidden" || field.type === "submit") return false;
  return field.value !== field.defaultValue;
}

function guardElement(event) {
  const { target: element, detail } = event;
  // What script keeps on the page and no answer of the server contains.
  if (element.matches?.("[data-toast]") && !detail.newElement) {
    event.preventDefault();
    return;
  }
  if (!(element instanceof HTMLFormElement)) return;
  if (isHeld(element)) {
    event.preventDefault();
    if (detail.newElement) showConflicts(element, detail.newElement);
  } else if (answered.has(element)) {
    element.reset();
  }
}

function guardAttribute(event) {
  const { target, detail } = event;
  const opened = detail.attributeName === "open" && target.matches("details, dialog") && !holdsAnswered(target);
  const shown = detail.attributeName === "hidden" && target.matches("[data-copy]");
  if (opened || shown) event.preventDefault();
}

/** What was opened to send a form closes or stays as the answer says. */
function holdsAnswered(element) {
  return [...answered].some((form) => element.contains(form));
}

function busy(button, is) {
  if (is) button?.setAttribute("aria-busy", "true");
  else button?.removeAttribute("aria-busy");
}
