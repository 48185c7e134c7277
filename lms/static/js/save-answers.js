// Saves the answers of each form of a page while they are given. An answer stays on the phone until the server has
// confirmed it; sending twice is harmless, because each answer carries a token made here. Without this script the button
// saves. On a page without such forms (handing in) it sends what is left, and then shows the page anew.

const STORE = "rambutan-answer ";
const LONGEST_WAIT = 30000;
const TYPING_PAUSE = 1200;

// crypto.randomUUID is missing on plain HTTP, where an office network may serve the portal.
function newToken() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function keep(url, body) {
  try {
    localStorage.setItem(STORE + url, body);
  } catch {
    // A full or forbidden store: the answer is still in the form and on its way.
  }
}

function kept(url) {
  try {
    return localStorage.getItem(STORE + url);
  } catch {
    return null;
  }
}

function forget(url, body) {
  if (kept(url) === body) localStorage.removeItem(STORE + url);
}

function keptUrls() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(STORE)).map((key) => key.slice(STORE.length));
  } catch {
    return [];
  }
}

// The server's verdict: "saved"; "waiting" to try again; "refused", which trying again does not mend, and `over` when the
// answer is not wanted any more (handed in, withdrawn), with the reason in words. After 404 it is kept: on a shared phone
// it may be another person's.
async function send(url, body) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: true, // a tap on a link right after the answer does not take it back
    });
    if (answer.ok) {
      const { saved, state } = await answer.json();
      return { state: "saved", text: saved, now: state };
    }
    if (answer.status >= 500 || answer.status === 429) return { state: "waiting" };
    const over = [409, 410, 422].includes(answer.status);
    return { state: "refused", over, text: over && (await answer.json().catch(() => ({}))).error };
  } catch {
    return { state: "waiting" };
  }
}

// Fields of one name take their values in turn; lines to put in order, each the value that is its own.
function restore(form, body) {
  const answers = new URLSearchParams(body);
  const left = {};
  for (const input of form.elements) {
    if (!input.name || input.type === "submit") continue;
    const values = (left[input.name] ??= answers.getAll(input.name));
    if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
    else if (input.closest(".order")) for (const option of input.options) option.selected ||= values.includes(option.value);
    else if (values.length) input.value = values.shift();
  }
  form.dispatchEvent(new Event("restored"));
}

// What forms of other pages could not send. Says whether something was saved.
async function sendWhatIsLeft() {
  const own = Array.from(document.querySelectorAll("[data-save-url]"), (form) => form.dataset.saveUrl);
  let some = false;
  for (const url of keptUrls().filter((url) => !own.includes(url))) {
    const body = kept(url);
    const { state, over } = await send(url, body);
    if (state === "saved" || over) forget(url, body);
    some ||= state === "saved";
  }
  return some;
}

const left = sendWhatIsLeft();

export default function saveAnswers(form) {
  const words = form.dataset;
  const url = words.saveUrl;
  if (!url) return left.then((some) => some && location.reload());
  const status = form.querySelector("[data-save-status]");
  const looks = { saved: "g", saving: "b", waiting: "y", refused: "r" };
  let pending = kept(url);
  let busy = false;
  let wait = 1000;
  let timer = 0;

  function show(state, text) {
    if (!status) return;
    status.hidden = false;
    status.className = "tag " + looks[state];
    status.querySelector("use").setAttribute("href", form.getAttribute("data-icon-" + state));
    status.lastElementChild.textContent = text || words[state];
  }

  // The form itself holds the token too: when its button sends it, the copy kept here counts as the same answer.
  function take() {
    const data = new FormData(form);
    const token = newToken();
    if (form.elements.token) form.elements.token.value = token;
    data.set("token", token);
    pending = new URLSearchParams(data).toString();
    keep(url, pending);
  }

  async function flush() {
    if (busy || pending === null) return;
    clearTimeout(timer);
    busy = true;
    const body = pending;
    const { state, text, over, now } = await send(url, body);
    busy = false;
    if (state === "saved" || over) forget(url, body);
    if (pending !== body) return flush();
    if (state === "waiting") {
      timer = setTimeout(flush, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    } else {
      wait = 1000;
      if (state === "saved" || over) pending = null;
    }
    show(state, text);
    if (now) form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: now }));
  }

  function save() {
    take();
    show("saving");
    flush();
  }

  form.addEventListener("change", save);
  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea, [type=text], [type=number]")) return;
    take();
    clearTimeout(timer);
    timer = setTimeout(save, TYPING_PAUSE);
  });
  // In a list of questions the button saves where it stands; elsewhere it leads on.
  if (form.elements.back) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.elements.token.value ? flush() : save(); // what was changed has its token, and is on its way
    });
  }
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.hidden || flush());

  if (pending !== null) {
    restore(form, pending);
    show("waiting");
    flush();
  }
}
