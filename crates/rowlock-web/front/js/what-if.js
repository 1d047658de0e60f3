// A form that asks "what if" is answered while it is being changed: the page is fetched as if the form had been sent, and
// only its answers are exchanged. One question at a time; the latest wins.
let asking = null;
let next = null;

export function answerWhileAsking() {
  addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-answers]");
    if (form) ask(form);
  });
  addEventListener("submit", (event) => {
    if (!event.target.matches?.("form[data-answers]")) return;
    event.preventDefault();
    ask(event.target);
  }, true);
}

async function ask(form) {
  next = form;
  if (asking) return;
  while (next) {
    const current = next;
    next = null;
    asking = answer(current);
    await asking.catch(() => {});
    asking = null;
  }
}

async function answer(form) {
  const url = `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
  const response = await fetch(url, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-answer]")) {
    const answered = fresh.querySelector(`[data-answer="${part.dataset.answer}"]`);
    if (answered) part.replaceChildren(...answered.childNodes);
  }
  history.replaceState(history.state, "", url);
}
