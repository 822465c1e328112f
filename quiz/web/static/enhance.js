/* Smooths what already works without it: a form is sent once and says so; offline, nothing typed is lost, and the
   answer to a question is kept in its tab until it is recorded; after a mistake the focus goes to what there is to
   correct; a problem of a text leads to its line; a sentence is copied by its button. */
(() => {
  "use strict";
  const status = document.querySelector(".status");
  const say = (words) => { status.textContent = words; };

  // The answer under way, and nothing else: where it goes and its fields, the submission key among them, so that sent
  // twice it counts once. A browser may refuse to keep anything: the page then works as it does without script.
  const question = document.getElementById("question-form");
  const KEPT = "answer";
  const kept = () => { try { return JSON.parse(sessionStorage.getItem(KEPT)); } catch { return null; } };
  const drop = () => { try { sessionStorage.removeItem(KEPT); } catch {} };
  const keep = () => {
    const fields = [...new FormData(question)].filter(([name]) => name !== "csrf_token");
    try { sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, fields })); } catch {}
  };
  const waits = () => question && kept()?.path === location.pathname;

  // Found again where the page holds no answer of its own; an attempt that went on, or nobody signed in: all is over.
  const answer = kept();
  if (answer && !document.querySelector(".error")) {
    const values = (name) => answer.fields.filter((field) => field[0] === name).map((field) => field[1]);
    const chosen = question && [...new FormData(question)].some(([name, value]) => name.startsWith("r-") && value);
    if (waits() && !chosen) {
      for (const field of question.elements) {
        const [first] = values(field.name);
        if (field.type === "radio" || field.type === "checkbox") field.checked = values(field.name).includes(field.value);
        else if (first !== undefined && field.type !== "submit") field.value = first;
      }
    } else if (location.pathname.startsWith(answer.path.split("/questions/")[0])
        || !document.querySelector(".fr-header__tools-links form")) drop();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-once")) return;
    if (form === question) keep();
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
    say(waits() && !document.getElementById("summary") ? question.dataset.kept : "");
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

  // The attribute of the summary asks for the focus; older browsers heed it on fields alone. Asked for before the
  // first frame, the browser would be asked twice.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById("summary")?.focus();
  });
})();
