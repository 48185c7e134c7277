// Saves the answers of a form while they are given. An answer stays on the phone until the server has confirmed it;
// sending twice is harmless, because each answer carries a token made here. Without this script the button saves.

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

// "saved", "refused" (trying again is no use) or "waiting"; with the server's own words when it has some.
async function send(url, body) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { Accept: "application/json" },
      redirect: "manual",
      credentials: "same-origin",
    });
    if (answer.ok) return { state: "saved", words: (await answer.json()).saved };
    const isFinal = answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500 && answer.status !== 429);
    return { state: isFinal ? "refused" : "waiting" };
  } catch {
    return { state: "waiting" };
  }
}

function restore(form, body) {
  const answers = new URLSearchParams(body);
  for (const input of form.elements) {
    if (!input.name || input.type === "hidden" || input.tagName === "BUTTON") continue;
    if (input.type === "radio" || input.type === "checkbox") input.checked = answers.getAll(input.name).includes(input.value);
    else if (answers.has(input.name)) input.value = answers.get(input.name);
  }
}

export default function saveAnswers(form) {
  const words = form.dataset;
  const url = words.saveUrl;
  const status = document.querySelector("[data-save-status]");
  const looks = { saved: "g", saving: "b", waiting: "y", refused: "r" };
  let pending = null;
  let busy = false;
  let wait = 1000;
  let timer = 0;

  function show(state, text) {
    if (!status) return;
    const capital = state[0].toUpperCase() + state.slice(1);
    status.hidden = false;
    status.className = "tag " + looks[state];
    status.querySelector("use").setAttribute("href", words["icon" + capital]);
    status.lastElementChild.textContent = text || words[state];
  }

  async function flush() {
    if (busy || pending === null) return;
    clearTimeout(timer);
    busy = true;
    const body = pending;
    const { state, words: said } = await send(url, body);
    busy = false;
    if (state === "saved") {
      forget(url, body);
      wait = 1000;
      if (pending === body) pending = null;
      else return flush();
    } else if (pending !== body) {
      return flush();
    } else if (state === "waiting") {
      timer = setTimeout(flush, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
    show(state, said);
  }

  function take() {
    const data = new FormData(form);
    data.set("token", newToken());
    const body = new URLSearchParams(data).toString();
    pending = body;
    keep(url, body);
    return body;
  }

  function save() {
    clearTimeout(timer);
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
  // The page's own sending carries the same token, so that a copy kept here counts once.
  form.addEventListener("submit", () => {
    const token = form.elements.token;
    const body = take();
    if (token) token.value = new URLSearchParams(body).get("token");
  });
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.hidden || flush());

  const left = kept(url);
  if (left) {
    restore(form, left);
    pending = left;
    show("waiting");
    flush();
  }
  for (const other of keptUrls()) {
    if (other === url) continue;
    const body = kept(other);
    send(other, body).then(({ state }) => state === "saved" && forget(other, body));
  }
}
