// One field in which bold, slanted and linked words are seen, in the place of a plain one with lists of them. What it holds
// is sent as HTML; the server makes Markdown of it and lets nothing else through.
const KEPT = { P: [], BR: [], B: [], I: [], CODE: [], A: ["href", "title"], SPAN: ["data-kept"] };

// The nodes of some HTML, with nothing in them but what such a field may hold.
function clean(html) {
  const made = document.createDocumentFragment();
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) made.append(...cleaned(node));
  return made;
}

function cleaned(node) {
  if (node.nodeType === Node.TEXT_NODE) return [node.cloneNode()];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const inside = Array.from(node.childNodes).flatMap(cleaned);
  const names = KEPT[node.tagName];
  if (!names || (node.tagName === "SPAN" && !node.dataset.kept)) return inside;
  const copy = document.createElement(node.tagName);
  for (const name of names) if (node.hasAttribute(name)) copy.setAttribute(name, node.getAttribute(name));
  if (node.dataset.kept) copy.contentEditable = "false";
  copy.append(...inside);
  return [copy];
}

export default function richText(part, { send }) {
  const plain = part.querySelector("textarea");
  if (plain.value !== plain.defaultValue) return; // somebody was faster than this script: what they typed stays
  const isIn = document.activeElement === plain;
  const form = plain.form;
  const words = form.dataset;
  const short = plain.rows < 2;
  const value = Object.assign(document.createElement("input"), { type: "hidden", name: part.dataset.name });
  const box = document.createElement("div");
  box.className = "in box";
  box.contentEditable = "true";
  box.id = plain.id + "-box";
  for (const [name, text] of Object.entries({ role: "textbox", "aria-multiline": String(!short), "aria-labelledby": plain.id + "-label" })) box.setAttribute(name, text);
  if (plain.hasAttribute("aria-describedby")) box.setAttribute("aria-describedby", plain.getAttribute("aria-describedby"));
  box.style.minHeight = short ? "" : `${plain.rows * 1.6}rem`;
  document.execCommand("defaultParagraphSeparator", false, "p");

  function show(html) {
    box.replaceChildren(clean(html));
    value.value = box.innerHTML;
  }

  function changed() {
    value.value = box.innerHTML;
    value.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function code() {
    const range = getSelection().getRangeAt(0);
    const inside = range.commonAncestorContainer.parentElement.closest("code");
    if (inside && box.contains(inside)) inside.replaceWith(...inside.childNodes);
    else if (!range.collapsed) document.execCommand("insertHTML", false, "<code>" + new Option(range.toString()).innerHTML + "</code>");
    changed();
  }

  function link() {
    const anchor = getSelection().anchorNode?.parentElement?.closest("a");
    const address = prompt(words.askLink, anchor?.getAttribute("href") ?? "https://");
    if (address === null) return;
    if (address.trim()) document.execCommand("createLink", false, address.trim());
    else document.execCommand("unlink");
  }

  const acts = { bold: () => document.execCommand("bold"), italic: () => document.execCommand("italic"), link, code };
  const bar = document.createElement("div");
  bar.className = "looks-bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", words.looks);
  for (const name of Object.keys(acts)) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet sm " + name, textContent: words[name] });
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => (box.focus(), acts[name](), changed()));
    bar.append(button);
  }

  box.addEventListener("input", changed);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && short) event.preventDefault();
    const act = (event.ctrlKey || event.metaKey) && { b: "bold", i: "italic", k: "link", e: "code" }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    acts[act]();
    changed();
  });
  box.addEventListener("paste", async (event) => {
    const { files } = event.clipboardData;
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    if (files.length && !html) return; // taken by the form
    event.preventDefault();
    if (short || !html || !words.paste) return void document.execCommand("insertText", false, short ? text.replace(/\s+/g, " ") : text);
    const answer = await send(words.paste, new URLSearchParams({ html }));
    box.focus();
    if (answer.html) document.execCommand("insertHTML", false, answer.html);
    else if (answer.status === 200 && answer.markdown) return void form.dispatchEvent(new CustomEvent("pasted", { detail: answer.markdown }));
    else document.execCommand("insertText", false, text);
    changed();
  });
  form.addEventListener("restored", () => show(value.value));

  plain.hidden = true;
  plain.disabled = true;
  part.querySelector(".looks")?.remove();
  part.querySelector("label").addEventListener("click", () => box.focus());
  show(part.dataset.html);
  // In a row the buttons come with the focus, below the field, and stay: nothing moves under a finger that presses.
  bar.hidden = short;
  box.addEventListener("focus", () => (bar.hidden = false));
  plain.after(...(short ? [box, bar] : [bar, box]), value);
  if (isIn) box.focus();
}
