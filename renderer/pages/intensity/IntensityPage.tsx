import { useSettingsInAddress } from '../../use-settings-in-address.ts';
import type { ZoneDistribution } from '../../../src/mcp/tools/tp-training-zones-distribution.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { EmptyView, ViewState } from '../../components/ViewState.tsx';
import { LongRead } from '../../components/LongRead.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useTool } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { BASIS_NAMES, intensityRemark, intensitySentence } from '../../words/intensity-words.ts';
import { SessionClasses } from './SessionClasses.tsx';
import { ThreeZones } from './ThreeZones.tsx';
import { ZoneChart } from './ZoneChart.tsx';
import './IntensityPage.css';

const PERIODS = [
  { value: '30', text: '30 d' },
  { value: '90', text: '90 d' },
  { value: '180', text: '6 m' },
  { value: '365', text: '1 y' },
] as const;
const SPORTS = [
  { value: '', text: 'All sports' },
  { value: 'Bike', text: 'Bike' },
  { value: 'Run', text: 'Run' },
  { value: 'Swim', text: 'Swim' },
] as const;

type Basis = ZoneDistribution['time_in_zones'][number]['basis'];

/** How training divides over intensities, and what that pattern is called. */
export default function IntensityPage() {
  const { format } = useWindow();
  const [search, change] = useSettingsInAddress();
  const days = PERIODS.find(({ value }) => value === search.get('days'))?.value ?? '90';
  const sport = SPORTS.find(({ value }) => value === search.get('sport'))?.value ?? '';
  const asked = useTool('tp_training_zones_distribution', {
    days: Number(days),
    ...(sport === '' ? {} : { sport }),
  });
  const isReading = asked.isAsking && asked.progress !== null;
  const allRead = asked.about?.partial !== true;
  const basis = basisIn(asked.data, search.get('by'));
  return (
    <>
      <PageHead
        title={asked.data ? intensitySentence(asked.data, basis, allRead) : 'Intensity'}
        sub={
          <>
            {asked.data && !isReading && intensityRemark(asked.data, basis, format)}{' '}
            <LongRead asked={asked} what="the zones of each workout" />
          </>
        }
      >
        <Segmented
          label="Period"
          options={PERIODS}
          value={days}
          onChange={(value) => change({ days: value })}
        />
        <SelectField
          label="Sport"
          quiet
          options={SPORTS}
          value={sport}
          onChange={(value) => change({ sport: value })}
        />
      </PageHead>
      <ViewState view={asked} height="30rem">
        {(data) =>
          data.sessions === 0 ? (
            <EmptyView title="No sessions in this period">
              Choose a longer period, or another sport.
            </EmptyView>
          ) : (
            <>
              {data.time_in_zones.length > 1 && basis !== null && (
                <Segmented
                  label="Zones by"
                  options={data.time_in_zones.map((each) => ({
                    value: each.basis,
                    text: `By ${BASIS_NAMES[each.basis]}`,
                  }))}
                  value={basis}
                  onChange={(value) => change({ by: value })}
                />
              )}
              <ZonePanels data={data} basis={basis} allRead={allRead} />
              <SessionClasses data={data} />
            </>
          )
        }
      </ViewState>
    </>
  );
}

interface ZonePanelsProps {
  readonly data: ZoneDistribution;
  readonly basis: Basis | null;
  readonly allRead: boolean;
}

function ZonePanels({ data, basis, allRead }: ZonePanelsProps) {
  const zones = data.time_in_zones.find((each) => each.basis === basis);
  if (zones === undefined && !allRead) {
    return (
      <EmptyView title="Not read yet">
        The time in zones of these sessions could not be read from TrainingPeaks. What is missing stands
        above; “Read on” tries again.
      </EmptyView>
    );
  }
  if (zones === undefined) {
    return (
      <EmptyView title="No time in zones">
        TrainingPeaks has no power, heart rate or pace zones for these sessions. Zones are set up in
        TrainingPeaks, under Settings, Zones.
      </EmptyView>
    );
  }
  return (
    <>
      <ThreeZones zones={zones} />
      <ZoneChart zones={zones} />
    </>
  );
}

/** The basis that was chosen, when there is one of it, else the first there is. */
function basisIn(data: ZoneDistribution | undefined, chosen: string | null): Basis | null {
  const there = data?.time_in_zones.map(({ basis }) => basis) ?? [];
  return there.find((basis) => basis === chosen) ?? there[0] ?? null;
}
