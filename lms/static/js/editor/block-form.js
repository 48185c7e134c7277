// What is pasted or dropped into the open form and is more than its one text stands below it once the form is saved: blocks
// of a document, pictures, recordings.
export default function blockForm(form, { upload }) {
  const status = form.querySelector("[data-save-status]");

  function below(markdown) {
    const field = form.elements.pasted ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "pasted" }));
    field.value = markdown;
    form.requestSubmit();
  }

  async function take(event, files) {
    const chooser = form.elements.upload;
    event.preventDefault();
    event.stopPropagation();
    if (chooser) {
      chooser.files = files;
      return;
    }
    const found = [];
    for (const file of files) {
      const { markdown, error } = await upload(form.dataset.media, form.dataset.page, file);
      if (error !== undefined || !markdown) return void (status.textContent = error ?? form.dataset.waiting);
      found.push(markdown);
    }
    below(found.join("\n\n"));
  }

  form.addEventListener("pasted", (event) => below(event.detail));
  form.addEventListener("paste", (event) => {
    const { files } = event.clipboardData;
    if (files.length && !event.clipboardData.getData("text/html")) take(event, files);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => event.dataTransfer.files.length && take(event, event.dataTransfer.files));
}
