// Moves a block by dragging its grip; its buttons do the same one step at a time.
export default function dragging(page) {
  const places = () => Array.from(page.querySelectorAll(":scope > .place"));

  function drop(place, before) {
    const steps = places().indexOf(place) - before;
    const form = place.querySelector(".acts");
    if (!steps || !form) return;
    const values = { direction: steps < 0 ? "up" : "down", steps: Math.abs(steps) };
    for (const [name, value] of Object.entries(values)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.submit();
  }

  function grip(place) {
    const made = Object.assign(document.createElement("span"), { className: "grip", textContent: "⠿", ariaHidden: "true" });
    let before = 0;
    made.addEventListener("pointerdown", (event) => {
      made.setPointerCapture(event.pointerId);
      before = places().indexOf(place);
      place.classList.add("moving");
    });
    made.addEventListener("pointermove", (event) => {
      if (!made.hasPointerCapture(event.pointerId)) return;
      const over = places().find((other) => {
        const box = other.getBoundingClientRect();
        return other !== place && event.clientY > box.top && event.clientY < box.bottom;
      });
      if (over) over.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING ? over.before(place) : over.after(place);
    });
    made.addEventListener("pointerup", () => {
      place.classList.remove("moving");
      drop(place, before);
    });
    return made;
  }

  for (const place of places()) place.querySelector(".acts")?.prepend(grip(place));
}
