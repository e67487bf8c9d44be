/* What Faces can't do from the server: enabling a button without drawing it anew, copying, counting down. */
"use strict";

window.Signet = (function () {
  const IDLE_SECONDS = 120;
  let countdown = 0;

  /** Brings buttons and marks in line with what the server said in #state. */
  function tell() {
    const state = document.getElementById("state");
    if (!state) {
      return;
    }
    enable("saveButton", state.dataset.dirty === "true");
    enable("testCredentials", state.dataset.canTest === "true");
    enable("testSettings", state.dataset.canSend === "true");
    document.getElementById("discard").hidden = state.dataset.dirty !== "true";
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
    const choice = event.target.closest(".choice");
    if (choice && !event.target.closest(".ui-radiobutton, label")) {
      choice.querySelector("label").click();
    }
  });

  window.addEventListener("beforeunload", function (event) {
    const secret = document.querySelector("#form input[type=password]");
    if (secret && secret.value !== "") {
      event.preventDefault();
    }
  });

  // In the line of callbacks that PrimeFaces makes its widgets in, so after them.
  jQuery(tell);

  return { tell: tell, pressed: pressed, focus: focus, idle: idle, stay: stay };
})();
