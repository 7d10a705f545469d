const COLUMNS = ['Over', 'Best', 'When and where', 'Next best'];
const ROWS = 8;

/** The room that curve and table will take, so that nothing jumps when they come. */
export function Waiting() {
  return (
    <div className="view" aria-busy="true">
      <div className="panel peaks-waiting-curve">
        <p>The curve comes once the workouts are read.</p>
      </div>
      <div className="panel peaks-panel" aria-hidden="true">
        <table className="peaks-table peaks-waiting-rows">
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: ROWS }, (_, row) => (
              <tr key={row}>
                {COLUMNS.map((name) => (
                  <td key={name}>–</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
