// Saves a form two seconds after the last key. What cannot be sent stays in the form and on this device, and is sent once
// there is a connection again. A text that somebody else changed meanwhile is not sent again: its button shows both.
const PAUSE = 2000;
const STORE = "rambutan-draft ";

export default function autosave(form, { send }) {
  const words = form.dataset;
  const status = form.querySelector("[data-save-status]");
  const key = STORE + form.action.split("#")[0] + " " + keys().join(" ");
  let timer = 0;
  let busy = false;
  let changed = false;
  let over = "explicit" in words;
  let waiting = null;

  function keys() {
    return Array.from(form.querySelectorAll("[name=block]"), (input) => input.value);
  }

  function say(text, button) {
    status.textContent = text ?? "";
    if (!button) return;
    const made = Object.assign(document.createElement("button"), { className: "btn txt sm", textContent: button });
    status.append(" ", made);
  }

  function values() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  }

  function keep() {
    try {
      localStorage.setItem(key, values());
    } catch {
      // A full or forbidden store: the text is still in the form.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept either.
    }
  }

  // What the next save acts on: the blocks that were just written.
  function actOn(answer) {
    form.elements.seen.value = answer.seen;
    if (!answer.block) return;
    for (const input of form.querySelectorAll("[name=block]")) input.remove();
    for (const value of answer.block) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "block", value }));
    form.action = words.save + "#form";
  }

  async function save() {
    clearTimeout(timer);
    if (busy || over || !changed) return;
    busy = true;
    changed = false;
    say(words.saving);
    const answer = await send(form.action.split("#")[0], values());
    busy = false;
    if (answer.status === 200) {
      forget();
      actOn(answer);
      say(answer.saved);
    } else if (answer.status === 409) {
      over = true;
      say(answer.error, words.both);
    } else {
      changed = true;
      say(answer.status === 422 ? answer.error : words.waiting);
    }
    if (waiting) form.requestSubmit(waiting.isConnected ? waiting : null);
    else if (changed && answer.status === 200) timer = setTimeout(save, PAUSE);
  }

  function restore() {
    let kept = null;
    try {
      kept = localStorage.getItem(key);
    } catch {
      return;
    }
    if (!kept) return;
    for (const [name, value] of new URLSearchParams(kept)) {
      const field = form.elements[name];
      if (field && "value" in field && !["block", "seen", "above", "below"].includes(name)) field.value = value;
    }
    form.dispatchEvent(new Event("restored"));
    changed = true;
    save();
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changed = true;
    if (over) return;
    keep();
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (busy) {
      event.preventDefault();
      waiting = event.submitter;
    } else if (navigator.onLine) {
      over = true; // the form itself is on its way
      forget();
    } else {
      event.preventDefault();
      keep();
      say(words.waiting);
    }
  });
  addEventListener("online", save);
  if (!over) restore();
}
