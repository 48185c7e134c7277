// Loads the module that each element names in data-module; every page works without.
const modules = {
  "code-from-hash": "./code-from-hash.js",
  "focus-note": "./focus-note.js",
  ordering: "./ordering.js",
  "save-answers": "./save-answers.js",
  "self-check": "./self-check.js",
};

for (const element of document.querySelectorAll("[data-module]")) {
  const path = modules[element.dataset.module];
  if (path) import(path).then((module) => module.default(element));
}
