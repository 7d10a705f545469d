/** What the numbers leave out or guess, for those who ask. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <details className="fitness-notes">
      <summary>{notes.length === 1 ? 'One note' : `${String(notes.length)} notes`} on these numbers</summary>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
