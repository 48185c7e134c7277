// Fills a field from the address that a QR code opened: /activate#kode=ABCD1234. The part after # never reaches a server.
export default function codeFromHash(field) {
  const code = new URLSearchParams(location.hash.slice(1)).get(field.dataset.key || "kode");
  if (!code || field.value) return;
  field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
}
