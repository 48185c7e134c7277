// Puts lines in order by buttons, or by dragging their grip; the numbers that the form sends follow. Without this script the
// numbers are chosen.
export default function ordering(list) {
  const selects = () => Array.from(list.querySelectorAll("select"));
  const place = (select) => select.value.split(".").pop();

  // By the numbers, where there are some: as saved, or as kept on this phone.
  function arrange() {
    if (selects().every(place)) list.append(...selects().sort((a, b) => place(a) - place(b)).map((s) => s.closest("li")));
  }

  function number() {
    selects().forEach((select, n) => (select.selectedIndex = n + 1));
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function move(item, step, button) {
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (other) step < 0 ? other.before(item) : other.after(item);
    number();
    button.focus();
  }

  function drag(item, grip) {
    let before = null;
    grip.addEventListener("pointerdown", (event) => {
      grip.setPointerCapture(event.pointerId);
      before = item.previousElementSibling;
    });
    grip.addEventListener("pointermove", (event) => {
      if (!grip.hasPointerCapture(event.pointerId)) return;
      const over = Array.from(list.children).find((li) => {
        const box = li.getBoundingClientRect();
        return li !== item && event.clientY > box.top && event.clientY < box.bottom;
      });
      if (over) over.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING ? over.before(item) : over.after(item);
    });
    grip.addEventListener("pointerup", () => before !== item.previousElementSibling && number());
  }

  function button(word, sign, item) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet sm", textContent: sign });
    made.setAttribute("aria-label", word + ": " + item.querySelector("label").textContent);
    return made;
  }

  for (const item of list.children) {
    item.querySelector("select").hidden = true;
    const up = button(list.dataset.up, "↑", item);
    const down = button(list.dataset.down, "↓", item);
    up.onclick = () => move(item, -1, up);
    down.onclick = () => move(item, 1, down);
    item.append(up, down);
    const grip = Object.assign(document.createElement("span"), { className: "grip", textContent: "⠿", ariaHidden: "true" });
    item.prepend(grip);
    drag(item, grip);
  }
  list.classList.add("on");
  list.closest("form").addEventListener("restored", arrange);
  arrange();
}
