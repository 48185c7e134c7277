// Lets pages of an outline be dragged to another place, also into another module; the buttons do the same.
export default function outlineDrag(outline) {
  const pages = (part) => [...part.querySelectorAll("[data-path]")];
  let dragged;
  for (const page of pages(outline)) page.draggable = true;
  outline.addEventListener("dragstart", (event) => (dragged = event.target.closest?.("[data-path]")));
  outline.addEventListener("dragover", (event) => {
    if (dragged && event.target.closest("[data-folder]")) event.preventDefault();
  });
  outline.addEventListener("drop", (event) => {
    const module = event.target.closest("[data-folder]");
    if (!dragged || !module) return;
    event.preventDefault();
    const above = pages(module).filter((page) => {
      const box = page.getBoundingClientRect();
      return page !== dragged && box.top + box.height / 2 < event.clientY;
    });
    const form = document.getElementById("arrange");
    form.action = outline.dataset.move;
    const fields = { path: dragged.dataset.path, module: module.dataset.folder, place: above.length };
    for (const [name, value] of Object.entries(fields)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    form.submit();
  });
}
