// Moves the focus to a verdict or to the summary of errors, so that it is read first.
export default function focusNote(note) {
  if (!location.hash) note.focus();
}
