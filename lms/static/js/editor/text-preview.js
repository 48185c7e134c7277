// Shows the preview beside the text two seconds after the last key; a newer text ends the question for the older one.
const PAUSE = 2000;

export default function textPreview(form) {
  const place = document.querySelector("[data-preview-place]");
  const text = form.elements.text;
  let timer = 0;
  let asked = null;
  if (!place) return;

  async function show() {
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams({ text: text.value, part: "1" });
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body, signal: asked.signal });
      if (answer.status !== 200) return;
      place.innerHTML = await answer.text();
    } catch {
      // Aborted, or no connection: the preview before stays.
    }
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  place.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]")?.dataset.line;
    if (!line) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  });
  show();
}
