// Files that are dropped on the page stand at its end, each as a block of its own.
export default function dropping(page, { send, upload }) {
  const status = page.querySelector("[data-drop-status]");

  async function take(files) {
    for (const file of files) {
      const { markdown, error } = await upload(page.dataset.media, page.dataset.page, file);
      if (!markdown) return void (status.textContent = error ?? page.dataset.waiting);
      const values = new URLSearchParams({ kind: "text", text: markdown, seen: page.dataset.seen });
      const answer = await send(page.dataset.add, values);
      if (answer.status !== 200) return void (status.textContent = answer.error ?? page.dataset.waiting);
    }
    location.replace(location.pathname + "?dropped=1#end");
  }

  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    const { files } = event.dataTransfer;
    if (!files.length || event.target.closest("form.open")) return;
    event.preventDefault();
    take(files);
  });
}
