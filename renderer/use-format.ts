import { useEffect, useMemo, useState } from 'react';
import { formatFor, type Format } from './format.ts';
import { userLanguage } from './language.ts';

const AGES_CHANGE_EVERY_MS = 30_000;

/** Texts of numbers and times for this user; ages grow while the window is open. */
export function useFormat(): Format {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), AGES_CHANGE_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => formatFor(userLanguage(), now), [now]);
}
