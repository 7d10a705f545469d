import './Logo.css';

/** The mark of TP Tray: a curve that ends in a dot. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 22 22" role="img" aria-label="TP Tray">
      <rect className="logo-ground" width="22" height="22" rx="5.5" />
      <path className="logo-curve" d="M4 15.5c3.2 0 4-7.5 7-7.5s3.6 3.4 7 3.4" />
      <circle className="logo-dot" cx="18" cy="11.4" r="1.6" />
    </svg>
  );
}
