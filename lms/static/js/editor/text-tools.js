// Buttons above the text that put in its marks, and files that are pasted or dropped into it.
export default function textTools(form, { upload }) {
  const words = form.dataset;
  const text = form.elements.text;
  const around = (mark) => (chosen) => mark + (chosen || "…") + mark;
  const marks = {
    bold: around("**"),
    italic: around("*"),
    link: (chosen) => `[${chosen || "…"}](https://)`,
    heading: (chosen) => `\n## ${chosen || "…"}\n`,
    list: (chosen) => "\n" + (chosen || "…").split("\n").map((line) => "- " + line).join("\n") + "\n",
    note: (chosen) => "\n> [!NOTE]\n> " + (chosen || "…").replace(/\n/g, "\n> ") + "\n",
    question: (chosen) => `\n## Soal: ${chosen || "…"}\n\n- (x) …\n- ( ) …\n\n> Penjelasan: …\n`,
  };

  function insert(made) {
    text.focus();
    if (!document.execCommand("insertText", false, made)) text.setRangeText(made, text.selectionStart, text.selectionEnd, "end");
  }

  const bar = document.createElement("div");
  bar.className = "tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", words.tools);
  for (const [name, mark] of Object.entries(marks)) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn alt sm", textContent: words[name] });
    button.onclick = () => insert(mark(text.value.slice(text.selectionStart, text.selectionEnd)));
    bar.append(button);
  }
  text.closest("div").before(bar);

  async function take(event, files) {
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) {
      const { markdown, error } = await upload(words.media, words.page, file);
      if (markdown) insert("\n" + markdown + "\n");
      else form.querySelector("[data-save-status]").textContent = error ?? words.waiting;
    }
  }

  text.addEventListener("paste", (event) => take(event, event.clipboardData.files));
  text.addEventListener("drop", (event) => take(event, event.dataTransfer.files));
}
