// Keeps a question map true while answers save themselves: by the form's id where the map leads to it, else the current one.
export default function questionMap(map) {
  document.addEventListener("saved", ({ target, detail }) => {
    const entry = map.querySelector(`[href="#${target.id}"]`) || map.querySelector("[aria-current]");
    if (!entry) return;
    entry.dataset.state = detail;
    entry.querySelector("span").textContent = map.dataset[detail];
  });
}
