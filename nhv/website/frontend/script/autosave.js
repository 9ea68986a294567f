// Saves a page of answers while somebody writes in it. Without this script the page is saved by its button.
const form = document.querySelector("form[data-autosave]");
const told = form?.querySelector(".nhv-saved");
let waiting = 0;
let saving = false;
let again = false;
let renewed = false;
let isSignedOut = false;
// Pressing the button ends what is under way: it must not arrive after the page itself, with an older text.
const underWay = new AbortController();

function tell(words) {
  if (told.textContent !== words) told.textContent = words;
}

function answers() {
  const data = new FormData(form);
  // Files are sent by the button: they are large, and a person chooses when.
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return new URLSearchParams(data);
}

// What the person has to choose between is sent along as undecided, and is left alone until the button is pressed.
function mark(clashes) {
  for (const name of clashes) {
    if (form.querySelector(`input[name="clash"][value="${CSS.escape(name)}"]`)) continue;
    const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "clash", value: name });
    form.append(mark);
  }
}

// Somebody who was signed out and has signed in again in another window gets a new sign for the form.
async function renew() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  isSignedOut = answer.redirected;
  const page = await answer.text();
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("form[data-autosave]");
  const sign = fresh?.elements.csrfmiddlewaretoken.value;
  if (!sign || renewed) return false;
  renewed = true;
  form.elements.csrfmiddlewaretoken.value = sign;
  return true;
}

async function save() {
  if (saving) {
    again = true;
    return;
  }
  saving = true;
  try {
    const response = await fetch(form.action || location.href, {
      method: "POST",
      body: answers(),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      signal: underWay.signal,
      keepalive: document.visibilityState === "hidden",
    });
    const isOurs = /^application\/(problem\+)?json/.test(response.headers.get("Content-Type") ?? "");
    if (!isOurs && (await renew())) {
      again = true;
    } else if (!isOurs) {
      tell(isSignedOut ? form.dataset.signedOut : form.dataset.refused);
      soon(10_000);
    } else if (!response.ok) {
      tell(form.dataset.refused);
    } else {
      const saved = await response.json();
      renewed = false;
      form.elements.revision.value = saved.revision;
      mark(saved.clashes);
      const more = saved.clashes.length ? form.dataset.clash : saved.faults.length ? form.dataset.faults : "";
      tell(`${form.dataset.saved} ${saved.at}. ${more}`.trim());
    }
  } catch {
    if (underWay.signal.aborted) return;
    tell(form.dataset.lost);
    soon(10_000);
  }
  saving = false;
  if (again) {
    again = false;
    save();
  }
}

function soon(milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    waiting = 0;
    save();
  }, milliseconds);
}

if (form) {
  form.addEventListener("input", (event) => event.target.type !== "file" && soon(1_500));
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    underWay.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting) {
      clearTimeout(waiting);
      waiting = 0;
      save();
    }
  });
}
