import { Link, useLocation } from 'wouter';
import { Logo } from '../components/Logo.tsx';
import { useWindow } from '../window-context.ts';
import { standing, type StandingLine } from '../words/standing.ts';
import { APP_PAGES, TRAINING_PAGES, type PageEntry } from './pages.ts';

const OUT_OF_REACH: readonly StandingLine[] = [{ tone: 'attention', text: 'TP Tray cannot be reached' }];

/** The way to every page, and below it how the connections stand. */
export function Navigation({ isReached }: { readonly isReached: boolean }) {
  const { status, format } = useWindow();
  const lines = isReached ? standing(status, format) : OUT_OF_REACH;
  return (
    <header className="side">
      <div className="brand">
        <Logo />
        <span aria-hidden="true">TP Tray</span>
      </div>
      <nav aria-label="Pages">
        <PageLinks pages={TRAINING_PAGES} />
        <PageLinks pages={APP_PAGES} />
      </nav>
      <ul className="standing" aria-label="How things stand">
        {lines.map(({ tone, text }) => (
          <li key={text} className={tone}>
            {text}
          </li>
        ))}
      </ul>
    </header>
  );
}

function PageLinks({ pages }: { readonly pages: readonly PageEntry[] }) {
  const [location] = useLocation();
  return (
    <ul className="page-links">
      {pages.map(({ path, name, icon }) => (
        <li key={path}>
          <Link href={path} aria-current={isIn(location, path) ? 'page' : undefined}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d={icon} />
            </svg>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function isIn(location: string, path: string): boolean {
  return path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);
}
