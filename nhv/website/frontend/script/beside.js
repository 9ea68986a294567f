// Shows what would follow from a text while somebody writes in its form. Without this script the tabs are buttons of
// the form, and show the same when they are pressed.
const form = document.querySelector("form#skriv");
const writing = form?.closest(".nhv-drafting");
// How long nothing is written before it is asked for.
const PAUSE = 400;
let timer = 0;
let asking = new AbortController();

function replace(page, where) {
  const fresh = page.querySelector(where);
  if (fresh) writing.querySelector(where).replaceChildren(...fresh.childNodes);
}

// The tab that is looked at; none where a phone has room for the form alone.
function shown() {
  return writing.querySelector(".nhv-drafting__tabs li:not(.nhv-drafting__to-text) [aria-current]").value;
}

async function show(tab, isChosen) {
  asking.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("visa", tab);
  const answer = await fetch(location.href, { method: "POST", body, credentials: "same-origin", signal: asking.signal });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  replace(page, "#bredvid");
  if (!isChosen) return;
  const focused = document.activeElement?.value;
  replace(page, ".nhv-drafting__tabs");
  writing.classList.toggle("nhv-drafting--chosen", tab !== "text");
  writing.querySelector(`.nhv-drafting__tabs [value="${focused}"]`)?.focus();
}

// Leaving the page ends what is asked, and that is no fault.
const quietly = (asked) => asked.catch(() => {});

if (writing) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (writing.querySelector("#bredvid").offsetParent) timer = setTimeout(() => quietly(show(shown(), false)), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (event.submitter?.name !== "visa") return asking.abort();
    event.preventDefault();
    quietly(show(event.submitter.value, true));
  });
}
