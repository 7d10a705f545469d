import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { addressOf, choicesIn, type FitnessChoices } from './address.ts';

/** Browsers refuse to write the address many times a second, as a slider or a wheel would. */
const SETTLED_MS = 250;

interface Kept {
  readonly choices: FitnessChoices;
  /** The address as it was last seen. */
  readonly seen: string;
  /** The address that these choices were written as; null when they came from it. */
  readonly written: string | null;
  /** There is a change that is not in the address yet. */
  readonly isChanged: boolean;
}

/** How the page is set, and a way to change it: at once on the page, in the address when it stays so for a moment. */
export function useChoices(): [FitnessChoices, (part: Partial<FitnessChoices>) => void] {
  const [address, setAddress] = useSearchParams();
  const text = address.toString();
  const [kept, setKept] = useState<Kept>(() => readFrom(address));
  const isSeen = kept.seen === text;
  // An address that the page did not write is one the user went to. Its own may come after a further change.
  const current = isSeen ? kept : kept.written === text ? { ...kept, seen: text } : readFrom(address);
  if (!isSeen) setKept(current);

  const { choices, isChanged } = current;
  const change = useCallback(
    (part: Partial<FitnessChoices>) =>
      setKept((before) => ({ ...before, choices: { ...before.choices, ...part }, isChanged: true })),
    [],
  );
  useEffect(() => {
    if (!isChanged) return undefined;
    const write = () => {
      const next = addressOf(choices);
      setKept((before) => ({
        ...before,
        written: next.toString(),
        isChanged: before.choices !== choices,
      }));
      setAddress(next, { replace: true });
    };
    const timer = setTimeout(write, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [choices, isChanged, setAddress]);
  return [choices, change];
}

function readFrom(address: URLSearchParams): Kept {
  return { choices: choicesIn(address), seen: address.toString(), written: null, isChanged: false };
}
