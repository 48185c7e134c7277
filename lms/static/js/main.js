// Loads the module that each element names in data-module; every page works without.
const modules = {
  "code-from-hash": "./code-from-hash.js",
  "focus-note": "./focus-note.js",
  ordering: "./ordering.js",
  "question-map": "./question-map.js",
  "save-answers": "./save-answers.js",
  "self-check": "./self-check.js",
};

// Starts what stands in `root`, also in a part that a module put into the page later.
function start(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    const path = modules[element.dataset.module];
    if (path) import(path).then((module) => module.default(element, start));
  }
}

start(document);
