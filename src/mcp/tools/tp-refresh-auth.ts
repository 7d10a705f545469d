import { z } from 'zod';
import { sessionData, sessionSchema, sessionText } from '../session-answer.ts';
import { defineTool, type SessionReport } from '../tool.ts';

export const tpRefreshAuth = defineTool({
  name: 'tp_refresh_auth',
  title: 'Refresh the sign-in',
  description: `Looks at the stored TrainingPeaks session anew and asks TrainingPeaks to extend it. Use it after the user has signed in again, or when the session is close to its end. It cannot sign in: a dead session needs the user.`,
  effect: 'renew_session',
  input: z.strictObject({}),
  output: sessionSchema.extend({ renewed: z.boolean().describe('TrainingPeaks gave a new session') }),
  async run(_input, { session, signal }) {
    await session.forget();
    const before = await session.report(signal);
    const renewed = before.state === 'valid' && (await session.renew(signal));
    const report = renewed ? await session.report(signal) : before;
    return {
      data: { ...sessionData(report), renewed },
      text: `${outcomeText(report, renewed)}${sessionText(report)}`,
      about: report.about,
    };
  },
});

function outcomeText({ state, origin }: SessionReport, renewed: boolean): string {
  if (renewed) return 'TrainingPeaks extended the session. ';
  if (state !== 'valid') return '';
  return origin === 'environment'
    ? 'The session comes from the variable TP_AUTH_COOKIE and can only be replaced there. '
    : 'TrainingPeaks did not extend the session; the present one goes on. ';
}
