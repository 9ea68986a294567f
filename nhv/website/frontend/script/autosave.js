// Saves a page of answers while somebody writes in it. Without this script the page is saved by its button.
const form = document.querySelector("form[data-autosave]");
const told = form?.querySelector(".nhv-saved");
let waiting = 0;
let saving = false;
let again = false;
let renewed = false;
let isSignedOut = false;
// Something stands on the page that is kept nowhere, or that waits for a choice: leaving is asked about.
let unsaved = false;
let isSent = false;
// The names of the fields that were written in since they were last saved.
let changed = new Set();
let idle = 0;
// Pressing the button ends what is under way: it must not arrive after the page itself, with an older text.
const underWay = new AbortController();

function tell(words, lacks = true) {
  unsaved = lacks || waiting !== 0 || again;
  told.classList.toggle("nhv-saved--not", lacks);
  if (told.textContent !== words) told.textContent = words;
}

const fileFields = () => [...form.querySelectorAll('input[type="file"]')];

// A chosen file is kept nowhere before the button is pressed: it says so where it stands.
function filesWait(fields) {
  const number = fields.reduce((sum, field) => sum + field.files.length, 0);
  return number > 1 ? form.dataset.files : number ? form.dataset.file : "";
}

function tellOfFile(field) {
  field.parentElement.querySelector(".nhv-file-waits").textContent = filesWait([field]);
}

function answers() {
  const data = new FormData(form);
  // Files are sent by the button: they are large, and a person chooses when.
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return new URLSearchParams(data);
}

function isOf(name, question) {
  return name === question || name.startsWith(`${question}.`);
}

// The same of the fields that were written in alone, when it has to be little.
function changedAnswers() {
  const data = answers();
  const left = data.getAll("drawn").filter((question) => ![...changed].some((name) => isOf(name, question)));
  for (const name of [...data.keys()]) if (left.some((question) => isOf(name, question))) data.delete(name);
  for (const question of left) data.delete("drawn", question);
  return data;
}

// A browser sends only so much once its page is gone: then what is new goes alone (also beside what is on its way), and
// if that is too much as well, it is sent as long as the page is there.
function body(isLeaving) {
  const all = answers();
  return isLeaving && (saving || all.toString().length >= MOST_AFTERWARDS) ? changedAnswers() : all;
}

// What another has answered meanwhile is shown beside one's own, as the page shows it when asked for anew. A choice
// that is made and kept is taken away again.
async function show(clashes) {
  for (const shown of form.querySelectorAll(".nhv-clash")) {
    const name = shown.querySelector('input[name="clash"]').value;
    const isChosen = shown.querySelector('input[type="radio"][value="mine"]').checked;
    if (!clashes.includes(name) && isChosen) shown.remove();
  }
  const missing = clashes.filter((name) => !form.querySelector(`input[name="clash"][value="${CSS.escape(name)}"]`));
  if (!missing.length) return;
  const fresh = await asked();
  for (const name of missing) {
    const choice = fresh?.querySelector(`input[name="clash"][value="${CSS.escape(name)}"]`)?.closest(".nhv-clash");
    const drawn = form.querySelector(`input[name="drawn"][value="${CSS.escape(name)}"]`);
    if (choice) drawn.closest(".nhv-field").append(document.adoptNode(choice));
  }
}

// The page shows what it has sent as it is saved now. What another has written meanwhile, what was no answer and what was
// not sent it shows as before: each such question says of which revision its field is, so that nobody's text is taken for
// one that was cleared here.
function seenAt(saved, sending) {
  const sent = sending.getAll("drawn");
  const before = Object.fromEntries(sending.getAll("seen").map((said) => said.split(" ").reverse()));
  for (const said of form.querySelectorAll('input[name="seen"]')) if (sent.includes(said.value.split(" ")[1])) said.remove();
  const older = [...form.querySelectorAll('input[name="drawn"]')].map((drawn) => drawn.value);
  for (const question of older) {
    if (sent.includes(question) && !saved.unseen.includes(question) && !saved.faults.includes(question)) continue;
    if (!form.querySelector(`input[name="seen"][value$=" ${CSS.escape(question)}"]`)) carry(form, "seen", `${before[question] ?? sending.get("revision")} ${question}`);
  }
  form.elements.revision.value = saved.revision;
}

// The form as the server draws it now.
async function asked() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  isSignedOut = answer.redirected;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Somebody else may have signed in here: what one wrote is not theirs to send.
  const isMine = fresh.querySelector("template[data-kept]")?.dataset.person === place.dataset.person;
  return isMine ? fresh.querySelector("form[data-autosave]") : null;
}

// Somebody who was signed out and has signed in again in another window gets a new sign for the form.
async function renew() {
  const fresh = await asked();
  const sign = fresh?.elements.csrfmiddlewaretoken.value;
  if (!sign || renewed) return false;
  renewed = true;
  form.elements.csrfmiddlewaretoken.value = sign;
  return true;
}

async function save(isLeaving = false, mark = "") {
  if (saving && !isLeaving) {
    again = true;
    return;
  }
  const sending = body(isLeaving);
  if (mark) sending.set("sent_as", mark);
  saving = true;
  const written = changed;
  changed = new Set();
  try {
    const response = await fetch(form.action || location.href, {
      method: "POST",
      body: sending,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      signal: underWay.signal,
      // It outlives the page, if somebody leaves while it is on its way.
      keepalive: sending.toString().length < MOST_AFTERWARDS,
    });
    const isOurs = /^application\/(problem\+)?json/.test(response.headers.get("Content-Type") ?? "");
    if (!isOurs && (await renew())) {
      again = true;
    } else if (!isOurs) {
      keepAll(written);
      tell(isSignedOut ? form.dataset.signedOut : form.dataset.refused);
      if (isSignedOut) form.querySelector(".nhv-idle__in").hidden = false;
      soon(10_000);
    } else if (response.status === 503) {
      // The server could not; what was written stands, and the same again may do.
      keepAll(written);
      tell((await response.json()).detail);
      soon(10_000);
    } else if (!response.ok) {
      keepAll(written);
      tell(form.dataset.refused);
    } else {
      const saved = await response.json();
      renewed = false;
      form.querySelector(".nhv-idle__in").hidden = true;
      isHere();
      seenAt(saved, sending);
      await show(saved.clashes);
      const lacks = saved.clashes.length ? form.dataset.clash : saved.faults.length ? form.dataset.faults : "";
      // What met another's is set aside with the server; all the rest is saved, however it was written.
      keepAll([...written].filter((name) => saved.faults.some((question) => isOf(name, question))));
      // Never «saved» of what is not.
      tell(lacks || `${form.dataset.saved} ${saved.at}. ${filesWait(fileFields())}`.trim(), Boolean(lacks));
    }
  } catch {
    if (underWay.signal.aborted) return;
    keepAll(written);
    tell(form.dataset.lost);
    soon(10_000);
  }
  saving = false;
  if (again) {
    again = false;
    save();
  }
}

function keepAll(names) {
  for (const name of names) changed.add(name);
  keep(form, changed);
}

// The server knows that somebody is here: the limit is put ahead, and the warning of it too.
function isHere() {
  const left = Number(form.dataset.idleSeconds);
  form.querySelector(".nhv-idle").hidden = true;
  clearTimeout(idle);
  idle = setTimeout(warn, Math.max(left - Math.min(120, left / 2), 1) * 1_000);
}

function warn() {
  form.querySelector(".nhv-idle").hidden = false;
}

function soon(milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    waiting = 0;
    save();
  }, milliseconds);
}

if (form) {
  unsaved = form.querySelector(".nhv-clash") !== null;
  isHere();
  form.querySelector(".nhv-idle button").addEventListener("click", async () => {
    if (await asked().catch(() => null)) isHere();
    else save();
  });
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return tellOfFile(event.target);
    unsaved = true;
    if (event.target.name) changed.add(event.target.name);
    soon(1_500);
  });
  // A browser may choose the files anew when somebody comes back.
  window.addEventListener("pageshow", () => fileFields().forEach(tellOfFile));
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && (unsaved || filesWait(fileFields()))) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(waiting);
    // What is sent waits no longer, also when the page is left because of it.
    waiting = 0;
    again = false;
    underWay.abort();
  });
  whenLeaving(() => {
    if (!waiting && !again) return;
    clearTimeout(waiting);
    waiting = 0;
    again = false;
    // The page may be opened again before this has come.
    keep(form, changed);
    save(true, markOf(form));
  });
}
