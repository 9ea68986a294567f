// What somebody has written and that could not be saved waits in this window of the browser, bound to the person and
// the page. It is shown to that person alone and never sent by itself; closing the window ends it.
const KEPT = "nhv:";

function keptName(form) {
  return `${KEPT}${form.dataset.person}:${location.pathname.replace(/^\/en\//, "/")}`;
}

function keptNames() {
  return Object.keys(sessionStorage).filter((name) => name.startsWith(KEPT));
}

function keep(form, changed) {
  const written = [...new FormData(form)].filter(([name, value]) => changed.has(name) && typeof value === "string");
  if (written.length) sessionStorage.setItem(keptName(form), JSON.stringify(Object.fromEntries(written)));
}

function letGo(form) {
  sessionStorage.removeItem(keptName(form));
}

// Beside each field what was written there, with a button that puts it in: only a person's press makes it an answer.
function showKept(form) {
  for (const name of keptNames()) if (!name.startsWith(`${KEPT}${form.dataset.person}:`)) sessionStorage.removeItem(name);
  const written = JSON.parse(sessionStorage.getItem(keptName(form)) ?? "{}");
  for (const [name, words] of Object.entries(written)) {
    const field = form.querySelector(`textarea[name="${CSS.escape(name)}"], input[name="${CSS.escape(name)}"]`);
    if (!field || ["radio", "checkbox", "hidden"].includes(field.type) || field.value === words) continue;
    const shown = document.querySelector("template[data-kept]").content.cloneNode(true).firstElementChild;
    shown.querySelector("blockquote").textContent = words;
    shown.querySelector("button").addEventListener("click", () => {
      field.value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      shown.remove();
    });
    field.after(shown);
  }
}

for (const said of document.querySelectorAll("[data-kept-waits]")) said.hidden = !keptNames().length;
