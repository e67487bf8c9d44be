/* Behaviour that Faces can't provide from the server: enabling a button without rendering it again, copying, a countdown. */
"use strict";

window.Signet = (function () {
  const IDLE_SECONDS = 120;
  /** By id, not by type: showing a secret changes the type of its field to text. */
  const SECRETS = "#clientSecret, #relayPassword";
  /** May quote a private message: never stored. */
  const PASTED = "#pastedReport";
  const KEPT = "signet-typed";
  /** Maximum movement of the pointer during a press, in pixels. */
  const STEADY = 4;
  let leaving = false;
  /** Whether the latest input did not reach the server, which therefore does not know that there is something to save. */
  let unsent = false;
  let countdown = 0;

  /** Updates buttons and error marks from the data of #state, which the server renders. */
  function tell() {
    const state = document.getElementById("state");
    if (!state) {
      return;
    }
    enable("saveButton", unsent || state.dataset.dirty === "true");
    enable("testCredentials", state.dataset.canTest === "true");
    enable("testSettings", state.dataset.canSend === "true");
    enable("lookUpEnd", state.dataset.canLookUp === "true");
    show("#discard", state.dataset.dirty);
    show("#cancelTest", state.dataset.canCancel);
    show(".keep", state.dataset.canKeep);
    const progress = PF("progress");
    state.dataset.running === "true" ? progress.start() : progress.stop();
    const wrong = (state.dataset.wrong || "").split(" ");
    document.querySelectorAll("#form input, #form textarea").forEach(function (field) {
      const isWrong = field.id !== "" && wrong.includes(field.id.replace(/_input$/, ""));
      field.classList.toggle("ui-state-error", isWrong);
      field.toggleAttribute("aria-invalid", isWrong);
      if (isWrong) {
        field.setAttribute("aria-invalid", "true");
      }
    });
    document.querySelectorAll(".choice").forEach(function (choice) {
      choice.classList.toggle("is-on", choice.querySelector("input:checked") !== null);
    });
  }

  function show(buttons, on) {
    document.querySelectorAll(buttons).forEach(function (button) {
      button.hidden = on !== "true";
    });
  }

  function enable(widget, on) {
    const button = PrimeFaces.widgets[widget];
    if (button) {
      on ? button.enable() : button.disable();
      button.jq.attr("aria-disabled", String(!on));
    }
  }

  /** After the press of a button that validates the form: focuses the first field with an error. */
  function pressed() {
    tell();
    const first = document.querySelector("#form .ui-state-error");
    if (first) {
      first.focus();
    }
  }

  function focus(id) {
    const field = document.getElementById(id);
    if (field) {
      field.focus();
    }
  }

  function idle() {
    let left = IDLE_SECONDS;
    PF("idleDialog").show();
    showSecondsLeft(left);
    countdown = window.setInterval(function () {
      left -= 1;
      showSecondsLeft(left);
      if (left <= 0) {
        window.clearInterval(countdown);
        signetLeave();
      }
    }, 1000);
  }

  function showSecondsLeft(left) {
    const place = document.getElementById("idleLeft");
    if (left % 30 === 0 || left <= 10) {
      place.textContent = left >= 120 ? place.dataset.minutes : place.dataset.seconds.replace("{0}", left);
    }
  }

  function stay() {
    window.clearInterval(countdown);
    PF("idleDialog").hide();
    signetStay();
  }

  /** Copies the content of the same box, one line for each name and value. */
  function copy(button) {
    const box = button.closest(".copybox");
    const pre = box.querySelector("pre");
    const text = pre
      ? pre.textContent
      : Array.from(box.querySelectorAll("dt"), function (name) {
          return name.textContent + ": " + name.nextElementSibling.textContent;
        }).join("\n");
    navigator.clipboard.writeText(text).then(function () {
      button.textContent = button.dataset.copy;
    });
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy]");
    if (button) {
      copy(button);
      return;
    }
    const press = event.target.closest("[data-press]");
    if (press) {
      document.getElementById(press.dataset.press).click();
      return;
    }
    const route = event.target.closest("[data-choose-route]");
    if (route) {
      // The button disappears with its result, which is out of date then; so the focus goes to the selected route.
      const radio = document.querySelector('.choice input[value="' + route.dataset.chooseRoute + '"]');
      choose(radio, true);
      radio.focus();
      return;
    }
    const day = event.target.closest("[data-use-date]");
    if (day) {
      useDate(day.dataset.useDate);
      return;
    }
    if (event.target.closest('a[href$="#oauth2"]') && chooseOAuth()) {
      event.preventDefault();
      return;
    }
    const choice = event.target.closest(".choice");
    if (choice && !event.target.closest(".ui-radiobutton, label")) {
      choice.querySelector("label").click();
    }
  });

  /*
   * A response may move a control from under the pointer during a press, for example when it shows an error at the field that
   * lost the focus. The browser fires no click there then; this clicks the control on which the press began.
   */
  const PRESSED = "button, label, .choice, .ui-button, .ui-toggleswitch-slider";
  let press = null;

  document.addEventListener("pointerdown", function (event) {
    const control = event.button === 0 ? event.target.closest(PRESSED) : null;
    press = control && { control: control, x: event.clientX, y: event.clientY };
  });

  document.addEventListener("pointerup", function (event) {
    const begun = press;
    press = null;
    if (begun === null || Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > STEADY) {
      return;
    }
    const control = begun.control.isConnected ? begun.control : document.getElementById(begun.control.id);
    if (control && (control !== begun.control || !control.contains(event.target))) {
      control.click();
    }
  });

  /** The fields whose text or choice may be kept in the browser's storage. */
  function rememberable() {
    return Array.from(document.querySelectorAll("#form input, #form textarea, #form select")).filter(function (field) {
      return field.id !== "" && !field.readOnly && !["hidden", "password"].includes(field.type) && !field.matches(SECRETS)
        && !field.matches(PASTED);
    });
  }

  function isChoice(field) {
    return field.type === "radio" || field.type === "checkbox";
  }

  /** Keeps the latest input in this tab if the session ended before it reached the server, until its user signs in again. */
  function keep() {
    const fields = {};
    rememberable().forEach(function (field) {
      fields[field.id] = isChoice(field) ? field.checked : field.value;
    });
    window.sessionStorage.setItem(KEPT, JSON.stringify({ who: who(), fields: fields }));
  }

  function putBack() {
    const kept = JSON.parse(window.sessionStorage.getItem(KEPT));
    if (kept === null || !document.getElementById("state")) {
      return;
    }
    window.sessionStorage.removeItem(KEPT);
    if (kept.who !== who()) {
      return;
    }
    rememberable().forEach(function (field) {
      const value = kept.fields[field.id];
      if (value === undefined || value === (isChoice(field) ? field.checked : field.value)) {
        return;
      }
      if (isChoice(field)) {
        choose(field, value);
      } else if (field.tagName === "SELECT") {
        const menu = PrimeFaces.getWidgetById(field.id.replace(/_input$/, ""));
        menu.selectValue(value);
        menu.triggerChange();
      } else {
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }

  /** Clicks where a user would: PrimeFaces hides the field itself behind its own markup. */
  function choose(field, on) {
    if (field.type === "checkbox") {
      field.closest(".ui-toggleswitch").querySelector(".ui-toggleswitch-slider").click();
    } else if (on) {
      const label = document.querySelector('label[for="' + CSS.escape(field.id) + '"]');
      if (label) {
        label.click();
      }
    }
  }

  /** Writes a suggested date into the field, as if it were typed: it is saved with the rest, and the field shows what it was. */
  function useDate(day) {
    const field = document.getElementById("secretExpires_input");
    field.value = day;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  }

  /** Selects the authentication type OAuth 2.0, as the banner about Basic offers. The other fields stay. */
  function chooseOAuth() {
    const radio = document.querySelector('#type input[value="OAUTH2"]');
    if (radio === null) {
      return false;
    }
    choose(radio, true);
    radio.focus();
    return true;
  }

  /** After the same link on another page. */
  function arrive() {
    if (window.location.hash === "#oauth2" && chooseOAuth()) {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    }
  }

  /*
   * Elements of the class live are updated in place: an unchanged node stays the same node. A screen reader then announces
   * new content only, and a link keeps the focus.
   */
  const update = PrimeFaces.ajax.Utils.updateElement;
  PrimeFaces.ajax.Utils.updateElement = function (id, content, answer) {
    const place = document.getElementById(id);
    const rendered = document.createElement("template");
    rendered.innerHTML = place && place.matches(".live") ? content : "";
    // Content with a script belongs to a widget, which PrimeFaces itself must create.
    if (rendered.content.childElementCount !== 1 || rendered.content.querySelector("script")) {
      update.call(this, id, content, answer);
    } else {
      changeContent(place, rendered.content.firstElementChild);
    }
  };

  function changeContent(place, rendered) {
    let old = place.firstChild;
    Array.from(rendered.childNodes).forEach(function (node) {
      const same = following(old, function (other) { return other.isEqualNode(node); });
      const alike = same || following(old, function (other) { return isAlike(other, node); });
      if (!alike) {
        place.insertBefore(node, old);
        return;
      }
      while (old !== alike) {
        old = removed(old);
      }
      if (!same) {
        changeNode(old, node);
      }
      old = old.nextSibling;
    });
    while (old) {
      old = removed(old);
    }
  }

  function following(node, fits) {
    while (node && !fits(node)) {
      node = node.nextSibling;
    }
    return node;
  }

  function isAlike(node, other) {
    return node.nodeName === other.nodeName && node.id === other.id;
  }

  function removed(node) {
    const next = node.nextSibling;
    node.remove();
    return next;
  }

  function changeNode(node, rendered) {
    if (node.nodeType !== Node.ELEMENT_NODE) {
      node.data = rendered.data;
      return;
    }
    const names = new Set(node.getAttributeNames().concat(rendered.getAttributeNames()));
    names.delete("open"); // The user decides whether details are open.
    names.forEach(function (name) {
      const value = rendered.getAttribute(name);
      if (value === null) {
        node.removeAttribute(name);
      } else if (node.getAttribute(name) !== value) {
        node.setAttribute(name, value);
      }
    });
    changeContent(node, rendered);
  }

  /** Names a menu and its list by the label beside it: PrimeFaces names a menu by its value alone. */
  const menus = PrimeFaces.widget.SelectOneMenu.prototype;
  ["initContents", "setLabel"].forEach(function (name) {
    const original = menus[name];
    menus[name] = function () {
      original.apply(this, arguments);
      this.label.removeAttr("aria-label").attr("aria-labelledby", this.id + "-label " + this.label.attr("id"));
      if (this.itemsContainer) {
        this.itemsContainer.attr("aria-labelledby", this.id + "-label");
      }
    };
  });

  const TOO_LARGE = 413;
  const UNAVAILABLE = 503;

  /** Shows the message for a failed request ("database", "size" or "server"), or hides all with "". */
  function showFailure(what) {
    document.querySelectorAll("[data-away]").forEach(function (message) {
      message.hidden = message.dataset.away !== what;
    });
  }

  /** Shows the save state beside the button, or after a failed request that it is unknown. */
  function setAnswered(answered) {
    unsent = !answered;
    const saved = document.getElementById("savestate");
    if (saved) {
      saved.hidden = unsent;
      document.getElementById("unsure").hidden = answered;
    }
  }

  jQuery(document).on("pfAjaxError", function (event, answer) {
    showFailure(answer.status === UNAVAILABLE ? "database" : answer.status === TOO_LARGE ? "size" : "server");
    setAnswered(false);
    // PrimeFaces ends the loading state of a button only after a response.
    document.querySelectorAll(".ui-button.ui-state-loading").forEach(function (button) {
      PrimeFaces.buttonEndAjaxDisabled(PrimeFaces.getWidgetById(button.id), jQuery(button));
    });
    tell();
  });
  jQuery(document).on("pfAjaxSuccess", function () {
    setAnswered(true);
    showFailure("");
  });

  /** Clears the kept input on sign-out, from whatever page. */
  document.getElementById("signOutForm").addEventListener("submit", function () {
    window.sessionStorage.removeItem(KEPT);
  });

  function who() {
    return document.querySelector(".who b").textContent;
  }

  const redirect = PrimeFaces.ajax.ResponseProcessor.doRedirect;
  PrimeFaces.ajax.ResponseProcessor.doRedirect = function (node) {
    if (node.getAttribute("url").includes("/sign-in.xhtml")) {
      keep();
      leaving = true;
    }
    redirect.call(this, node);
  };

  window.addEventListener("beforeunload", function (event) {
    const typed = Array.from(document.querySelectorAll(SECRETS)).some(function (secret) {
      return secret.value !== "";
    });
    if (typed && !leaving) {
      event.preventDefault();
    }
  });

  /** Shows the fields of the kind of credential that is chosen on the page of the credentials. */
  function showKind() {
    const chosen = document.getElementById("kind_input");
    document.querySelectorAll("[data-kind]").forEach(function (part) {
      part.hidden = part.dataset.kind !== chosen.value;
    });
  }

  /** A chosen file goes into a field of the form as base64, without its name. */
  document.addEventListener("change", function (event) {
    const into = event.target.dataset && event.target.dataset.base64Into;
    if (!into) {
      return;
    }
    const field = document.getElementById(into);
    const file = event.target.files[0];
    field.value = "";
    if (file) {
      const reader = new FileReader();
      reader.addEventListener("load", function () {
        field.value = reader.result.slice(reader.result.indexOf(",") + 1);
      });
      reader.readAsDataURL(file);
    }
  });
  jQuery(document).on("change", "#kind_input", showKind);

  // In the queue of callbacks in which PrimeFaces creates its widgets, so after them.
  jQuery(tell);
  jQuery(putBack);
  jQuery(arrive);
  jQuery(showKind);

  return { tell: tell, pressed: pressed, focus: focus, idle: idle, stay: stay };
})();
