// What somebody has written and that is not received waits: in this window of the browser, bound to the person and the
// form, and (for forms that are not saved while one writes) with the server, sealed. It is shown to that person alone
// and never sent by itself; closing the window ends what waits in it.
const KEPT = "nhv:";
const SENT = "nhv-sent";
// What a browser sends after its page is gone, at the most, with some room for the rest of the request.
const MOST_AFTERWARDS = 60_000;
const place = document.querySelector("template[data-kept]");
const NOT_WRITTEN = ["hidden", "password", "file", "submit", "button", "reset", "image"];

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && field.type && !NOT_WRITTEN.includes(field.type) && field.type !== "fieldset");
}

// Forms that somebody writes in. What asks for a secret is none of ours.
function written() {
  return [...document.querySelectorAll('main form[method="post"]')].filter(
    (form) => fieldsOf(form).length && !form.querySelector('input[type="password"], input[autocomplete="one-time-code"]'),
  );
}

function isChoice(field) {
  return field.type === "radio" || field.type === "checkbox";
}

function isChanged(field) {
  if (isChoice(field)) return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

function valuesOf(form, name) {
  const fields = fieldsOf(form).filter((field) => field.name === name);
  return fields.flatMap((field) => (isChoice(field) ? (field.checked ? [field.value] : []) : [field.value]));
}

function keptName(form) {
  const [first] = fieldsOf(form);
  const here = location.pathname.replace(/^\/en\//, "/");
  return `${KEPT}${place.dataset.person}:${here}:${first?.name}`;
}

function keptNames() {
  return Object.keys(sessionStorage).filter((name) => name.startsWith(KEPT));
}

function keep(form, changed) {
  const names = new Set(fieldsOf(form).filter((field) => changed?.has(field.name) ?? isChanged(field)).map((field) => field.name));
  letGo(form);
  if (!names.size) return;
  sessionStorage.setItem(keptName(form), JSON.stringify(Object.fromEntries([...names].map((name) => [name, valuesOf(form, name)]))));
}

function letGo(form) {
  forget(keptName(form));
}

function forget(name) {
  sessionStorage.removeItem(name);
  sent({ [name]: undefined });
}

// What is kept is on its way: by this mark the server tells that it has received it.
function markOf(form) {
  const mark = String(Math.floor(Math.random() * 1e16)).padStart(16, "0");
  sent({ [keptName(form)]: mark });
  return mark;
}

// The marks of what is on its way, by the name it is kept under.
function sent(more) {
  const all = { ...JSON.parse(sessionStorage.getItem(SENT) ?? "{}"), ...more };
  const told = JSON.stringify(all);
  if (told === "{}") sessionStorage.removeItem(SENT);
  else sessionStorage.setItem(SENT, told);
  return all;
}

function inWords(fields, values) {
  if (isChoice(fields[0])) return fields.filter((field) => values.includes(field.value)).map((field) => field.labels[0]?.innerText ?? field.value).join("\n");
  if (fields[0].options) return [...fields[0].options].filter((option) => values.includes(option.value)).map((option) => option.text).join("\n");
  return values.filter(Boolean).join("\n");
}

function put(fields, values) {
  fields.forEach((field, number) => {
    if (isChoice(field)) field.checked = values.includes(field.value);
    else if (number < values.length) field.value = values[number];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  fields[0].focus();
}

// Beside each field what was written there, with a button that puts it in: only a person's press makes it an answer.
function showKept(form) {
  const kept = JSON.parse(sessionStorage.getItem(keptName(form)) ?? "{}");
  let isHere = true;
  for (const [name, values] of Object.entries(kept)) {
    const fields = fieldsOf(form).filter((field) => field.name === name);
    if (fields.length && JSON.stringify(valuesOf(form, name)) === JSON.stringify(values)) continue;
    isHere = false;
    if (!fields.length) continue;
    const shown = place.content.cloneNode(true).firstElementChild;
    shown.querySelector("blockquote").textContent = inWords(fields, values);
    shown.querySelector("button").addEventListener("click", () => {
      put(fields, values);
      shown.remove();
    });
    const last = fields.at(-1);
    (isChoice(last) ? (last.closest(".nhsuk-radios, .nhsuk-checkboxes") ?? last.parentElement) : last).after(shown);
    shown.closest("details")?.setAttribute("open", "");
  }
  // All of it has come: what is answered later is not to be met by it.
  if (isHere) letGo(form);
}

// What had been received when this page was drawn waits no longer: the server says so in a cookie, and the page what the
// cookie was. What is received later is not on this page, and is shown beside it.
function letGoOfReceived() {
  const received = place.dataset.received.split(".");
  for (const [name, mark] of Object.entries(sent({}))) {
    if (received.includes(mark)) forget(name);
  }
}

// Nobody looks at the page any more, or it is closed: some browsers tell of the one, some of the other.
function whenLeaving(act) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && act());
  window.addEventListener("pagehide", act);
}

function carry(form, name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

// What has been sent to wait may come after the form itself: then it is known there that it waits for nothing.
function sayItIsOnItsWay(form) {
  if (!form.querySelector('input[name="unsent"][value="0"]')) carry(form, "unsent", "0");
}

// A form that is not saved while one writes waits with the server, so that a closed tab or a broken machine is no loss.
function waits(form) {
  let timer = 0;
  const letItWait = (isLeaving) => {
    clearTimeout(timer);
    timer = 0;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("unsent_action", form.action || location.href);
    sayItIsOnItsWay(form);
    const body = new URLSearchParams(data);
    const keepalive = isLeaving && body.toString().length < MOST_AFTERWARDS;
    fetch(place.dataset.wait, { method: "POST", body, credentials: "same-origin", keepalive }).catch(() => {});
  };
  form.addEventListener("input", () => {
    keep(form);
    clearTimeout(timer);
    timer = setTimeout(letItWait, 1_000, false);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    // What is sent waits no longer, also when the page is left because of it.
    timer = 0;
  });
  whenLeaving(() => timer && letItWait(true));
}

if (place) {
  letGoOfReceived();
  for (const name of keptNames()) if (!name.startsWith(`${KEPT}${place.dataset.person}:`)) forget(name);
  for (const form of written()) {
    showKept(form);
    form.addEventListener("submit", () => {
      keep(form);
      // A form can be sent many times from one page, as when its text is looked at before it is saved.
      const named = form.querySelector('input[name="sent_as"]');
      if (named) named.value = markOf(form);
      else carry(form, "sent_as", markOf(form));
    });
    if (!form.hasAttribute("data-autosave")) waits(form);
  }
}

for (const said of document.querySelectorAll("[data-kept-waits]")) said.hidden = !keptNames().length;
