import type { ReactNode } from 'react';
import { sportStyle, type SportStyle } from './sport-style.ts';
import './SportFill.css';

const SIZE = 6;

/** What is drawn over the colour; the first sport is plain. */
const MARKS: Readonly<Record<SportStyle['key'], ReactNode>> = {
  bike: null,
  mountain_bike: <path d="M0 0 3 4 6 0M0 6 3 10 6 6" />,
  run: <path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" />,
  swim: <path d="M0 3h6" />,
  strength: <path d="M3 0v6" />,
  walk: <path d="M1.5 0v3M4.5 3v3" />,
  ski: <path d="M0 0l6 6" />,
  rowing: <path d="M0 1.5h3v3h3" />,
  brick: <path d="M0 0h6M0 3h6M1.5 0v3M4.5 3v3" />,
  crosstrain: <path d="M3 1v4M1 3h4" />,
  race: <path d="M0 1.5h3M3 4.5h3" strokeWidth="3" />,
  custom: <path d="M0 0l6 6M6 0L0 6" />,
  other: <circle cx="3" cy="3" r="1" />,
};

const SPORTS: readonly SportStyle[] = [2, 8, 3, 1, 9, 13, 11, 12, 4, 5, 6, 10, 100].map(sportStyle);

/** The patterns of the sports, to be put into a chart once; `prefix` keeps two charts on a page apart. */
export function SportPatterns({ prefix }: { readonly prefix: string }) {
  return (
    <defs>
      {SPORTS.map(({ key, colour }) => (
        <pattern
          key={key}
          id={patternId(prefix, key)}
          width={SIZE}
          height={SIZE}
          patternUnits="userSpaceOnUse"
        >
          <rect width={SIZE} height={SIZE} fill={colour} />
          <g className="sport-mark">{MARKS[key]}</g>
        </pattern>
      ))}
    </defs>
  );
}

/** The fill of a sport in a chart that holds `SportPatterns` of the same prefix. */
export function sportFill(prefix: string, sportId: number): string {
  return `url(#${patternId(prefix, sportStyle(sportId).key)})`;
}

/** The sport's look in a legend or a list. */
export function SportSwatch({ sportId }: { readonly sportId: number }) {
  const { key, colour } = sportStyle(sportId);
  return (
    <svg className="sport-swatch" viewBox="0 0 12 12" aria-hidden="true">
      <rect width="12" height="12" rx="2" fill={colour} />
      <g className="sport-mark" transform="scale(2)">
        {MARKS[key]}
      </g>
    </svg>
  );
}

function patternId(prefix: string, key: string): string {
  return `${prefix}-${key}`;
}
