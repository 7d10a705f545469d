import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { addressOf, choiceIn, isUsuallyDescending, type ListChoice } from './list-choice.ts';

/** How the list is set, from the address, and a way to change it. A change replaces the address: back leaves the list. */
export function useListChoice(): [ListChoice, (change: Partial<ListChoice>) => void] {
  const [address, setAddress] = useSearchParams();
  const choice = useMemo(() => choiceIn(address), [address]);
  const change = (part: Partial<ListChoice>) => {
    const next = { ...choice, ...part };
    const turned = part.status !== undefined && part.descending === undefined;
    setAddress(
      addressOf(turned ? { ...next, descending: isUsuallyDescending(next.status, next.sort) } : next),
      { replace: true },
    );
  };
  return [choice, change];
}
