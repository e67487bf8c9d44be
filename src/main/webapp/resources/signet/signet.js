/* What Faces can't do from the server: enabling a button without drawing it anew, copying, counting down. */
"use strict";

window.Signet = (function () {
  const IDLE_SECONDS = 120;
  /** By id and not by type: the eye turns the type of a secret's field into text. */
  const SECRETS = "#clientSecret, #relayPassword";
  /** Somebody's mail: it is for one click. */
  const PASTED = "#pastedReport";
  const KEPT = "signet-typed";
  /** Pixels that a hand moves while it presses. */
  const STEADY = 4;
  let leaving = false;
  /** What was typed last did not reach the server, so it has not said that there is something to save. */
  let unheard = false;
  let countdown = 0;

  /** Brings buttons and marks in line with what the server said in #state. */
  function tell() {
    const state = document.getElementById("state");
    if (!state) {
      return;
    }
    enable("saveButton", unheard || state.dataset.dirty === "true");
    enable("testCredentials", state.dataset.canTest === "true");
    enable("testSettings", state.dataset.canSend === "true");
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
    document.querySelectorAll(".ui-selectonemenu").forEach(function (menu) {
      const shown = document.getElementById(menu.id + "_label");
      shown.removeAttribute("aria-label");
      shown.setAttribute("aria-labelledby", menu.id + "-label " + shown.id);
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

  /** After a press of a button that may have found something wrong: to the first field that needs attention. */
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
    say(left);
    countdown = window.setInterval(function () {
      left -= 1;
      say(left);
      if (left <= 0) {
        window.clearInterval(countdown);
        signetLeave();
      }
    }, 1000);
  }

  function say(left) {
    const place = document.getElementById("idleLeft");
    if (left % 30 === 0 || left <= 10) {
      place.textContent = left >= 120 ? "in 2 minutes" : "in " + left + " seconds";
    }
  }

  function stay() {
    window.clearInterval(countdown);
    PF("idleDialog").hide();
    signetStay();
  }

  /** Copies what stands in the same box, names and values a line each. */
  function copy(button) {
    const box = button.closest(".copybox");
    const pre = box.querySelector("pre");
    const text = pre
      ? pre.textContent
      : Array.from(box.querySelectorAll("dt"), function (name) {
          return name.textContent + ": " + name.nextElementSibling.textContent;
        }).join("\n");
    navigator.clipboard.writeText(text).then(function () {
      button.textContent = "Copied";
    });
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy]");
    if (button) {
      copy(button);
      return;
    }
    const route = event.target.closest("[data-choose-route]");
    if (route) {
      // The button goes with its result, which is out of date then; what it chose shows what was changed.
      const radio = document.querySelector('.choice input[value="' + route.dataset.chooseRoute + '"]');
      choose(radio, true);
      radio.focus();
      return;
    }
    const choice = event.target.closest(".choice");
    if (choice && !event.target.closest(".ui-radiobutton, label")) {
      choice.querySelector("label").click();
    }
  });

  /*
   * An answer of the server may move a button from under the pointer while it is being pressed, as when a mistake in the
   * field that was left is pointed out. The browser then clicks nothing; what was pressed is what the press began on.
   */
  let press = null;

  document.addEventListener("pointerdown", function (event) {
    const button = event.button === 0 ? event.target.closest("button") : null;
    press = button && { button: button, x: event.clientX, y: event.clientY };
  });

  document.addEventListener("pointerup", function (event) {
    const begun = press;
    press = null;
    if (begun === null || Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > STEADY) {
      return;
    }
    const button = begun.button.isConnected ? begun.button : document.getElementById(begun.button.id);
    if (button && (button !== begun.button || !button.contains(event.target))) {
      button.click();
    }
  });

  /** Fields whose text or choice the browser may remember. */
  function rememberable() {
    return Array.from(document.querySelectorAll("#form input, #form textarea, #form select")).filter(function (field) {
      return field.id !== "" && !field.readOnly && !["hidden", "password"].includes(field.type) && !field.matches(SECRETS)
        && !field.matches(PASTED);
    });
  }

  function isChoice(field) {
    return field.type === "radio" || field.type === "checkbox";
  }

  /** The session has ended before the server heard of what was typed last: this tab keeps it until its owner is back. */
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

  /** Clicks where a person would: the field itself is hidden behind what PrimeFaces shows. */
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

  /*
   * What is in the class live changes in place: a node that says the same as before stays the same node, so that a screen
   * reader tells what is new and nothing twice, and a link in it keeps the focus.
   */
  const update = PrimeFaces.ajax.Utils.updateElement;
  PrimeFaces.ajax.Utils.updateElement = function (id, content, answer) {
    const place = document.getElementById(id);
    const drawn = document.createElement("template");
    drawn.innerHTML = place && place.matches(".live") ? content : "";
    // What has a script is a widget's: PrimeFaces knows how to make one.
    if (drawn.content.childElementCount !== 1 || drawn.content.querySelector("script")) {
      update.call(this, id, content, answer);
    } else {
      changeContent(place, drawn.content.firstElementChild);
    }
  };

  function changeContent(place, drawn) {
    let old = place.firstChild;
    Array.from(drawn.childNodes).forEach(function (node) {
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

  function changeNode(node, drawn) {
    if (node.nodeType !== Node.ELEMENT_NODE) {
      node.data = drawn.data;
      return;
    }
    const names = new Set(node.getAttributeNames().concat(drawn.getAttributeNames()));
    names.delete("open"); // Whether details are unfolded is up to the reader.
    names.forEach(function (name) {
      const value = drawn.getAttribute(name);
      if (value === null) {
        node.removeAttribute(name);
      } else if (node.getAttribute(name) !== value) {
        node.setAttribute(name, value);
      }
    });
    changeContent(node, drawn);
  }

  /** The list of a menu has the name of the menu. */
  const menus = PrimeFaces.widget.SelectOneMenu.prototype;
  const initContents = menus.initContents;
  menus.initContents = function () {
    initContents.call(this);
    this.itemsContainer.attr("aria-labelledby", this.id + "-label");
  };

  const TOO_LARGE = 413;
  const UNAVAILABLE = 503;

  /** Says that a click reached nobody, until one does again. */
  function away(what) {
    document.querySelectorAll("[data-away]").forEach(function (words) {
      words.hidden = words.dataset.away !== what;
    });
  }

  /** Beside the button stands what is saved, as far as the server told. */
  function heard(answered) {
    unheard = !answered;
    const saved = document.getElementById("savestate");
    if (saved) {
      saved.hidden = unheard;
      document.getElementById("unsure").hidden = answered;
    }
  }

  jQuery(document).on("pfAjaxError", function (event, answer) {
    away(answer.status === UNAVAILABLE ? "database" : answer.status === TOO_LARGE ? "size" : "server");
    heard(false);
    // PrimeFaces ends what a button shows while it waits with an answer only.
    document.querySelectorAll(".ui-button.ui-state-loading").forEach(function (button) {
      PrimeFaces.buttonEndAjaxDisabled(PrimeFaces.getWidgetById(button.id), jQuery(button));
    });
    tell();
  });
  jQuery(document).on("pfAjaxSuccess", function () {
    heard(true);
    away("");
  });

  /** Who signs out leaves nothing in this tab, whatever page it shows. */
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

  // In the line of callbacks that PrimeFaces makes its widgets in, so after them.
  jQuery(tell);
  jQuery(putBack);

  return { tell: tell, pressed: pressed, focus: focus, idle: idle, stay: stay };
})();
