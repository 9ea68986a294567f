// Says in words when a passkey was not to be had: the library that asks for it tells only the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-fault").hidden = false;
});
