// Loads the module of the editor that each element names in data-module; every page works without.
const modules = {};

for (const element of document.querySelectorAll("[data-module]")) {
  const path = modules[element.dataset.module];
  if (path) import(path).then((module) => module.default(element));
}
