import { useQuery } from '@tanstack/react-query';
import type { Weight } from '../../../src/shared/views/weights.ts';
import { callWith } from '../../api.ts';
import { useWindow } from '../../window-context.ts';

const NONE: readonly Weight[] = [];

/**
 * Weighings of the days `from` to `to`; none while they are not there, or cannot be had. They come from
 * TrainingPeaks, so they are asked for once and not with every refresh of the history.
 */
export function useWeights(range: { readonly from: string; readonly to: string } | null): readonly Weight[] {
  const { demo, session } = useWindow().status;
  const query = useQuery({
    queryKey: ['view.weights', range, demo, session.athleteName],
    queryFn: () => callWith('view.weights', range ?? { from: '', to: '' }),
    enabled: range !== null,
  });
  return query.data ?? NONE;
}
