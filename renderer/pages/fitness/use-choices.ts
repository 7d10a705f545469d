import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { addressOf, choicesIn, type FitnessChoices } from './address.ts';

/** Browsers refuse to write the address many times a second, as a slider or a wheel would. */
const SETTLED_MS = 250;

interface Changed {
  readonly choices: FitnessChoices;
  /** What the address said then. The change counts until it says something else. */
  readonly since: FitnessChoices;
}

/** How the page is set, and a way to change it: at once on the page, in the address when it stays so for a moment. */
export function useChoices(): [FitnessChoices, (part: Partial<FitnessChoices>) => void] {
  const [address, setAddress] = useSearchParams();
  const written = useMemo(() => choicesIn(address), [address]);
  const [changed, setChanged] = useState<Changed | null>(null);
  const change = useCallback(
    (part: Partial<FitnessChoices>) => {
      setChanged((before) => ({
        choices: { ...(before?.since === written ? before.choices : written), ...part },
        since: written,
      }));
    },
    [written],
  );
  useEffect(() => {
    if (changed?.since !== written) return;
    const write = () => setAddress(addressOf(changed.choices), { replace: true });
    const timer = setTimeout(write, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [changed, written, setAddress]);
  return [changed?.since === written ? changed.choices : written, change];
}
