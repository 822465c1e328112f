/* Smooths what already works without it: a form is sent once and says so; offline, nothing typed is lost;
   after a mistake the focus goes to what there is to correct; a problem of a text leads to its line; a sentence
   is copied by its button. */
(() => {
  "use strict";
  const status = document.querySelector(".status");
  const say = (words) => { status.textContent = words; };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-once")) return;
    if (!navigator.onLine) {
      event.preventDefault();
      say(status.dataset.offline);
    } else if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
    } else {
      form.setAttribute("aria-busy", "true");
      say(status.dataset.sending);
      // A post that was stopped half-way may be sent again: the server knows it by its key.
      setTimeout(free, 20000);
    }
  });

  // Coming back by the browser's history, or once the network is back, the form can be sent again.
  const free = () => {
    document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
    say("");
  };
  addEventListener("pageshow", free);
  addEventListener("online", free);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    const area = link && document.querySelector(link.hash);
    if (!area) return;
    event.preventDefault();
    const lines = area.value.split("\n"), at = link.dataset.line - 1;
    const start = lines.slice(0, at).join("\n").length + (at > 0 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[at] ?? "").length);
    // Where lines do not wrap, a line is as far down as its number says.
    area.scrollTop = Math.max(0, at - 4) * (area.scrollHeight / lines.length);
  });

  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("button[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
        say(button.dataset.copied);
        setTimeout(() => say(""), 4000);
      });
    }
  }

  document.getElementById("summary")?.focus();
})();
