import { useMemo, type CSSProperties } from 'react';
import type { Streams } from '../../../src/shared/workout.ts';
import { useWindow } from '../../window-context.ts';
import { ChartFrame } from '../ChartFrame.tsx';
import { channelsOf, type Channel } from './channels.ts';
import { pointsOf } from './points.ts';
import { StreamPlot } from './StreamPlot.tsx';
import { timeTicks } from './ticks.ts';
import { useMoment } from './use-moment.ts';
import './StreamPanels.css';

interface StreamPanelsProps {
  readonly streams: Streams;
  readonly sportId: number;
  /** What is said beside a curve while no moment is chosen, such as its average; by channel. */
  readonly remarks: Readonly<Partial<Record<Channel['name'], string>>>;
}

/** The recorded curves of a workout, one below the other over the same time, with one cursor through all of them. */
export function StreamPanels({ streams, sportId, remarks }: StreamPanelsProps) {
  const { measures } = useWindow();
  const { timeSeconds, stepSeconds } = streams;
  const channels = useMemo(() => channelsOf(streams, sportId, measures), [streams, sportId, measures]);
  const curves = useMemo(
    () => channels.map(({ values }) => pointsOf(timeSeconds, values, stepSeconds)),
    [channels, timeSeconds, stepSeconds],
  );
  const { index, ...handlers } = useMoment(timeSeconds);
  const lastSecond = timeSeconds.at(-1) ?? 0;
  const second = index === null ? null : (timeSeconds[index] ?? 0);
  const names = channels.map(({ title }) => title);
  const readings = (at: number) =>
    channels
      .map(({ title, text, values, unit }) => `${title} ${text(values[at] ?? null)} ${unit}`)
      .join(', ');
  return (
    <ChartFrame
      title="How it went"
      summary={`${listed(names)} over ${measures.clock(lastSecond)}, as recorded.`}
      table={() => ({
        columns: ['Time', ...channels.map(({ title, unit }) => `${title} (${unit})`)],
        rows: timeSeconds.map((time, at) => [
          measures.clock(time),
          ...channels.map(({ text, values }) => text(values[at] ?? null)),
        ]),
      })}
    >
      <div
        className="streams"
        role="slider"
        tabIndex={0}
        aria-label="Moment of the workout"
        aria-valuemin={0}
        aria-valuemax={lastSecond}
        aria-valuenow={second ?? 0}
        aria-valuetext={
          index === null
            ? 'None chosen. Arrow keys choose one.'
            : `${measures.clock(second)}: ${readings(index)}`
        }
        {...handlers}
      >
        {channels.map((channel, place) => (
          <StreamPanel
            key={channel.name}
            channel={channel}
            remark={remarks[channel.name]}
            reading={index === null ? null : channel.text(channel.values[index] ?? null)}
          >
            <StreamPlot
              name={channel.name}
              points={curves[place] ?? []}
              domain={channel.domain}
              lastSecond={lastSecond}
            />
            {index !== null && second !== null && (
              <Dot channel={channel} value={channel.values[index] ?? null} share={second / lastSecond} />
            )}
          </StreamPanel>
        ))}
        <TimeAxis lastSecond={lastSecond} text={measures.clock} />
        {second !== null && (
          <div className="moment" style={at(second / lastSecond)}>
            <span className="moment-time">{measures.clock(second)}</span>
          </div>
        )}
      </div>
    </ChartFrame>
  );
}

interface StreamPanelProps {
  readonly channel: Channel;
  readonly remark: string | undefined;
  readonly reading: string | null;
  readonly children: React.ReactNode;
}

function StreamPanel({
  channel: { name, title, unit, domain, ticks, text },
  remark,
  reading,
  children,
}: StreamPanelProps) {
  return (
    <div className={`stream ${name}`}>
      <div className="stream-head">
        <span className="stream-name">
          {title} <span className="unit">{unit}</span>
        </span>
        {reading === null ? (
          <span className="stream-remark">{remark}</span>
        ) : (
          <span className="stream-reading">
            {reading} <span className="unit">{unit}</span>
          </span>
        )}
      </div>
      <div className="stream-scale">
        {ticks.map((tick) => (
          <span key={tick} style={{ bottom: percent(shareOf(tick, domain)) }}>
            {text(tick)}
          </span>
        ))}
      </div>
      <div className="stream-plot">
        {ticks.map((tick) => (
          <i key={tick} style={{ bottom: percent(shareOf(tick, domain)) }} />
        ))}
        {children}
      </div>
    </div>
  );
}

function Dot({
  channel: { domain },
  value,
  share,
}: {
  readonly channel: Channel;
  readonly value: number | null;
  readonly share: number;
}) {
  if (value === null) return null;
  const height = Math.min(1, Math.max(0, shareOf(value, domain)));
  return <b className="stream-dot" style={{ left: percent(share), bottom: percent(height) }} />;
}

function TimeAxis({
  lastSecond,
  text,
}: {
  readonly lastSecond: number;
  readonly text: (seconds: number) => string;
}) {
  return (
    <div className="stream-times">
      {timeTicks(lastSecond).map((time) => (
        <span key={time} style={{ left: percent(time / lastSecond) }}>
          {text(time)}
        </span>
      ))}
    </div>
  );
}

function at(share: number): CSSProperties {
  return { insetInlineStart: `calc(var(--scale-width) + ${share} * (100% - var(--scale-width)))` };
}

function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return (value - low) / (high - low);
}

function percent(share: number): string {
  return `${share * 100}%`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
