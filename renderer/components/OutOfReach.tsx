import './StaleLine.css';

/** In the place of all other news, which nobody hears any more: TP Tray itself is gone. */
export function OutOfReach() {
  return (
    <div className="stale" role="alert">
      <p>
        <strong>TP Tray cannot be reached. </strong>
        The numbers below no longer change. If it was only away for a moment, this page goes on by itself. If
        it has ended, start it again and open the address it shows.
      </p>
    </div>
  );
}
