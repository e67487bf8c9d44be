/* Browsers don't send the fragment of the set-up link, which holds the key: submits it in a form, and removes it from the address. */
"use strict";

(function () {
  function submitKey() {
    const key = new URLSearchParams(window.location.hash.slice(1)).get("key");
    if (!key) {
      return;
    }
    window.history.replaceState(null, "", window.location.pathname);
    const form = document.createElement("form");
    const field = document.createElement("input");
    form.method = "post";
    form.action = window.location.pathname;
    field.type = "hidden";
    field.name = "key";
    field.value = key;
    form.append(field);
    document.body.append(form);
    form.submit();
  }

  // The browser does not load the page again if only the fragment changes, as with a newer link.
  window.addEventListener("hashchange", submitKey);
  submitKey();
})();
