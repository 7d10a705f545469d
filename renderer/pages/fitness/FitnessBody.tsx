import { useCallback, useMemo } from 'react';
import type { Mark, MarksView } from '../../../src/shared/views/marks.ts';
import { sportName } from '../../../src/shared/sports.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { WeekView } from '../../../src/shared/views/week.ts';
import { PerformanceChart } from '../../charts/performance/PerformanceChart.tsx';
import type { ChartMark, SeriesName } from '../../charts/performance/types.ts';
import { useWindow } from '../../window-context.ts';
import { fitnessClaims } from '../../words/fitness-words.ts';
import type { FitnessChoices } from './address.ts';
import { ChartControls } from './ChartControls.tsx';
import { comparisonOf, comparisonOptions } from './comparison.ts';
import { DayPanel } from './DayPanel.tsx';
import { factsOf } from './facts.ts';
import { FitnessHead } from './FitnessHead.tsx';
import { LastSeason } from './LastSeason.tsx';
import { NoScore } from './NoScore.tsx';
import { Notes } from './Notes.tsx';
import { DEFAULT_PRESET, lastDayOf, lastSeason, nextRace, rangeOf } from './periods.ts';
import { Tiles } from './Tiles.tsx';
import { tilesOf } from './tiles.ts';
import { useDays } from './use-days.ts';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfPanel } from './WhatIfPanel.tsx';
import './FitnessPage.css';

interface FitnessBodyProps {
  readonly view: PerformanceView;
  readonly week: WeekView | undefined;
  /** Races, notes and days without training; undefined when they could not be read. */
  readonly calendar: MarksView | undefined;
  readonly choices: FitnessChoices;
  readonly change: (part: Partial<FitnessChoices>) => void;
}

export function FitnessBody({ view, week, calendar, choices, change }: FitnessBodyProps) {
  const { status, format, measures } = useWindow();
  const { formConvention, ctlDays, atlDays, weekStart } = status.preferences;
  const constants = useMemo(() => ({ ctlDays, atlDays }), [ctlDays, atlDays]);
  const marks = calendar?.marks ?? NO_MARKS;
  const areRacesKnown = calendar?.about.partial === false;
  const sport = choices.sportId === null ? null : sportName(choices.sportId);
  const race = useMemo(() => nextRace(marks, view.today), [marks, view.today]);
  const facts = useMemo(
    () => factsOf(view, formConvention, race, sport),
    [view, formConvention, race, sport],
  );
  const texts = useMemo(() => ({ format, measures }), [format, measures]);
  const claims = useMemo(() => fitnessClaims(facts, texts), [facts, texts]);
  const whatIf = useWhatIf(view, constants, facts.race, choices);
  const { easy, triedDays } = whatIf;
  const tiles = useMemo(
    () => tilesOf({ facts, constants, week, easy, areRacesKnown }, texts),
    [facts, constants, week, easy, areRacesKnown, texts],
  );

  const { period, compare, sportId, hidden, openDay } = choices;
  const { from, to } = useMemo(
    () => (typeof period === 'string' ? rangeOf(period, view, marks, triedDays) : period),
    [period, view, marks, triedDays],
  );
  const range = useMemo(() => ({ from, to }), [from, to]);
  const season = useMemo(() => lastSeason(view, range), [view, range]);
  const lastDay = useMemo(() => lastDayOf(view, marks), [view, marks]);
  const options = useMemo(() => comparisonOptions(view, marks), [view, marks]);
  const option = options.find(({ id }) => id === compare);
  const comparison = useMemo(
    () => (option === undefined ? null : comparisonOf(view, formConvention, option)),
    [view, formConvention, option],
  );
  const chartMarks = useMemo(() => marks.map(chartMark), [marks]);
  const hiddenSeries = useMemo(() => new Set<SeriesName>(hidden), [hidden]);
  const days = useDays(range, sportId);
  const closeDay = useCallback(() => change({ openDay: null }), [change]);

  const controls = (
    <ChartControls
      view={view}
      range={range}
      options={options}
      period={period}
      sportId={sportId}
      compare={compare}
      change={change}
    />
  );

  return (
    <>
      <FitnessHead view={view} claims={claims} sportId={sportId} />
      <Tiles tiles={tiles} week={week} />
      {facts.hasScore ? (
        <>
          {season !== null && <LastSeason season={season} onShow={(shown) => change({ period: shown })} />}
          <PerformanceChart
            view={view}
            formConvention={formConvention}
            weekStart={weekStart}
            hasBands={sport === null}
            marks={chartMarks}
            projection={whatIf.projection}
            comparison={comparison}
            range={range}
            lastDay={lastDay}
            onRange={(zoomed) => change({ period: zoomed })}
            onResetRange={() => change({ period: DEFAULT_PRESET })}
            hidden={hiddenSeries}
            onToggle={(name) =>
              change({
                hidden: hidden.includes(name) ? hidden.filter((each) => each !== name) : [...hidden, name],
              })
            }
            onOpenDay={(day) => change({ openDay: day })}
            dayDetails={days.workoutsOf}
            controls={controls}
          />
          <WhatIfPanel facts={facts} whatIf={whatIf} choices={choices} change={change} />
        </>
      ) : (
        <NoScore sport={sport} controls={controls} />
      )}
      <Notes notes={[...new Set([...view.about.notes, ...(calendar?.about.notes ?? [])])]} />
      {openDay !== null && (
        <DayPanel
          day={openDay}
          view={view}
          sportId={sportId}
          onDay={(day) => change({ openDay: day })}
          onClose={closeDay}
        />
      )}
    </>
  );
}

const NO_MARKS: readonly Mark[] = [];

/** A day with some sports only is no pause of training. */
function chartMark({ day, endDay, kind, priority, title }: Mark): ChartMark {
  return { day, endDay, kind: kind === 'limited' ? 'note' : kind, priority, title };
}
