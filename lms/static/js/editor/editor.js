// Loads the modules of the editor that each element names in data-module; every page works without.
const modules = {
  "block-form": ["./autosave.js", "./block-form.js"],
  "outline-drag": ["./outline-drag.js"],
  "page-editor": ["./dragging.js", "./dropping.js"],
  "rich-text": ["./rich-text.js"],
  "text-editor": ["./autosave.js", "./text-preview.js", "./text-tools.js"],
};

// Sends a form's values; gives the status and the words of the answer, status 0 without a connection.
async function send(url, values) {
  try {
    const answer = await fetch(url, { method: "POST", body: values, headers: { Accept: "application/json" } });
    return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
  } catch {
    return { status: 0 };
  }
}

// Puts a file into the draft; gives the Markdown that shows it, or the reason why it was refused.
async function upload(url, page, file) {
  const values = new FormData();
  values.set("page", page);
  values.set("upload", file);
  const answer = await send(url, values);
  if (answer.status !== 200) return { error: answer.error };
  const address = "(<" + answer.file + ">)";
  return { markdown: answer.type.startsWith("image/") ? "![]" + address : "[" + file.name.replace(/[\[\]\\]/g, " ") + "]" + address };
}

const tools = { send, upload };

// What stands within another element first: a form finds its fields ready.
const found = Array.from(document.querySelectorAll("[data-module]")).reverse();
const pairs = found.flatMap((element) => (modules[element.dataset.module] ?? []).map((path) => [element, import(path)]));
for (const [element, module] of pairs) (await module).default(element, tools);
