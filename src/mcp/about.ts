import { z } from 'zod';
import type { Provenance } from '../shared/snapshot.ts';

/** The part of every answer that says what the answer rests on. */
export const aboutSchema = z
  .object({
    as_of: z.string(),
    time_zone: z.string(),
    synced_at: z.string().nullable(),
    stale: z.boolean(),
    partial: z.boolean(),
    notes: z.array(z.string()),
  })
  .describe(
    'What the answer rests on: athlete calendar day, last sync (UTC), whether it may lag or lack something',
  );

export function aboutData({
  asOf,
  timeZone,
  syncedAt,
  stale,
  loadedBackTo,
  partial,
  notes,
}: Provenance): z.infer<typeof aboutSchema> {
  const general = [
    ...(stale === null ? [] : [`Not refreshed: ${stale.message}`]),
    ...(loadedBackTo === null
      ? []
      : [
          `The history is still being loaded; it reaches back to ${loadedBackTo} so far. Ask again in a minute.`,
        ]),
  ];
  return {
    as_of: asOf,
    time_zone: timeZone,
    synced_at: syncedAt,
    stale: stale !== null,
    partial: partial || loadedBackTo !== null,
    notes: [...general, ...notes],
  };
}

/** The same in a line or two for people and for models that read text alone. */
export function aboutText(about: Provenance, now: number): string {
  const data = aboutData(about);
  const marks = [data.stale ? 'STALE' : '', data.partial ? 'PARTIAL' : ''].filter((mark) => mark !== '');
  const head = `As of ${data.as_of} (${data.time_zone}), ${syncAge(about.syncedAt, now)}${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}.`;
  return [head, ...data.notes.map((note) => `Note: ${note}`)].join('\n');
}

function syncAge(syncedAt: string | null, now: number): string {
  if (syncedAt === null) return 'nothing synced yet';
  const minutes = Math.floor((now - Date.parse(syncedAt)) / 60_000);
  if (minutes < 1) return 'synced just now';
  if (minutes < 120) return `synced ${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `synced ${hours} h ago` : `synced ${Math.round(hours / 24)} days ago`;
}

/** Adds remarks that concern one question to what is known of the history as a whole. */
export function withNotes(about: Provenance, notes: readonly string[], partial = false): Provenance {
  return { ...about, partial: about.partial || partial, notes: [...about.notes, ...notes] };
}
