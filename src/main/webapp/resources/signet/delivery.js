/* Behaviour of the delivery log: colours of the chart, the question before an action, and its steps. */
"use strict";

window.SignetDelivery = (function () {
  /** Of the parts of the chart, in the order in which the server sends them. */
  const COLOURS = ["--ok", "--accent", "--warn", "--bad", "--line-strong"];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** Called by PrimeFaces as a method of the widget, before it draws. */
  function chart() {
    const config = this.cfg.config;
    config.data.datasets.forEach(function (part, index) {
      part.backgroundColor = colour(COLOURS[index]);
    });
    config.options.color = colour("--text");
    ["x", "y"].forEach(function (axis) {
      const scale = config.options.scales[axis];
      scale.grid = { color: colour("--line") };
      scale.ticks = Object.assign({ color: colour("--muted") }, scale.ticks);
    });
  }

  /** After the question was asked of the server. */
  function sure(args) {
    if (args.asked) {
      PF("sure").show();
    }
  }

  /** After a step: the next one, or the end. */
  function further(args) {
    if (args.more) {
      signetProceed();
    }
  }

  document.addEventListener("change", function (event) {
    const name = event.target.dataset && event.target.dataset.chooseAll;
    if (name) {
      document.querySelectorAll("input[name=" + name + "]").forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
  });

  return { chart: chart, sure: sure, further: further };
})();
