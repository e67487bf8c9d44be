/* The key stands behind the # of the set-up link, where no browser sends it: it goes to the server in a form, and out of the address. */
"use strict";

(function () {
  function bring() {
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

  // A newer link in the address of the open page loads nothing.
  window.addEventListener("hashchange", bring);
  bring();
})();
