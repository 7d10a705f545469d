import { z } from 'zod';
import { ADVICE } from './advice.ts';
import type { SessionReport } from './tool.ts';

export const sessionSchema = z.object({
  signed_in: z.boolean(),
  state: z
    .enum(['valid', 'expired', 'signed_out', 'unknown'])
    .describe('unknown: TrainingPeaks or the keychain could not be asked'),
  athlete: z.string().nullable(),
  cookie_from: z.enum(['keychain', 'environment']).nullable(),
  expected_expiry: z.string().nullable().describe('Day, estimated: sessions last about 30 days'),
  problem: z.string().nullable(),
  next_step: z.string().nullable(),
});

const NEW_VARIABLE =
  'Ask the user to put a new cookie into the variable TP_AUTH_COOKIE and to start the assistant again.';

export function sessionData({
  state,
  athlete,
  origin,
  expectedExpiry,
  problem,
}: SessionReport): z.infer<typeof sessionSchema> {
  return {
    signed_in: state === 'valid',
    state,
    athlete: athlete?.fullName ?? null,
    cookie_from: origin,
    expected_expiry:
      state === 'valid' && expectedExpiry !== null
        ? new Date(expectedExpiry).toISOString().slice(0, 10)
        : null,
    problem: problem?.message ?? null,
    next_step:
      problem === null
        ? null
        : origin === 'environment' && problem.code === 'session_expired'
          ? NEW_VARIABLE
          : ADVICE[problem.code],
  };
}

export function sessionText(report: SessionReport): string {
  const { state, athlete, problem, next_step: next, expected_expiry: expiry } = sessionData(report);
  const who = athlete === null ? '' : ` as ${athlete}`;
  switch (state) {
    case 'valid':
      return `Signed in to TrainingPeaks${who}.${expiry === null ? '' : ` The session should last until about ${expiry}.`}`;
    case 'expired':
      return `The TrainingPeaks session${athlete === null ? '' : ` of ${athlete}`} has expired. ${next ?? ''}`;
    case 'signed_out':
      return `Nobody is signed in to TrainingPeaks. ${next ?? ''}`;
    case 'unknown':
      return `It could not be verified whether the session${athlete === null ? '' : ` of ${athlete}`} is alive. ${problem ?? ''} ${next ?? ''}`;
  }
}
