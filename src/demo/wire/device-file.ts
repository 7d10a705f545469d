import { gzipSync } from 'node:zlib';

import type { Recording } from '../account.ts';

/** The recording as a gzipped TCX file. `startTime` is zone-less local time and is written as UTC. */
export function deviceFile(startTime: string, recording: Recording): Uint8Array {
  const streams = recording.streams();
  const start = Date.parse(`${startTime}Z`);
  let millimeters = 0;
  const points: string[] = [];
  for (let second = 0; second < streams.seconds; second += 1) {
    millimeters += streams.speedMillimetersPerSecond[second] ?? 0;
    const heartRate = streams.heartRateBpm?.[second];
    const watts = streams.powerWatts?.[second];
    points.push(
      `<Trackpoint><Time>${new Date(start + second * 1000).toISOString()}</Time>` +
        `<DistanceMeters>${String(millimeters / 1000)}</DistanceMeters>` +
        (heartRate === undefined ? '' : `<HeartRateBpm><Value>${String(heartRate)}</Value></HeartRateBpm>`) +
        (watts === undefined ? '' : `<Extensions><TPX><Watts>${String(watts)}</Watts></TPX></Extensions>`) +
        '</Trackpoint>',
    );
  }
  const sport = recording.sportId === 2 ? 'Biking' : recording.sportId === 3 ? 'Running' : 'Other';
  return gzipSync(
    `<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase><Activities><Activity Sport="${sport}">` +
      `<Id>${new Date(start).toISOString()}</Id><Lap><Track>${points.join('')}</Track></Lap>` +
      '</Activity></Activities></TrainingCenterDatabase>\n',
  );
}
