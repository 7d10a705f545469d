import { Fragment, memo } from 'react';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import { sportName } from '../../../src/shared/sports.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { useWindow } from '../../window-context.ts';
import { joint, type Claim } from '../../words/claims.ts';
import { WhyPopover } from './WhyPopover.tsx';

interface FitnessHeadProps {
  readonly view: PerformanceView;
  readonly claims: readonly Claim[];
  readonly sportId: number | null;
}

/** The sentence, each claim of which can be opened; below it as of when, whose, and of which sport. */
export const FitnessHead = memo(function FitnessHead({ view, claims, sportId }: FitnessHeadProps) {
  const { about, today } = view;
  const { status, format } = useWindow();
  const { athleteName } = status.session;
  const synced = about.syncedAt === null ? 'not synced yet' : `synced ${format.age(about.syncedAt)}`;
  const parts = [
    format.weekday(today),
    ...(athleteName === null ? [] : [athleteName]),
    sportId === null ? 'all sports' : `${sportName(sportId)} only`,
    status.demo ? 'made-up training' : synced,
    ...(about.loadedBackTo === null ? [] : [`loaded back to ${format.month(about.loadedBackTo)} so far`]),
  ];
  return (
    <PageHead
      title={claims.map(({ name, text, why }, index) => (
        <Fragment key={name}>
          <WhyPopover className="claim" why={why}>
            <span>{text}</span>
            {joint(index, claims.length).stop}
          </WhyPopover>
          {joint(index, claims.length).then}
        </Fragment>
      ))}
      sub={parts.join(' · ')}
    />
  );
});
