import { z } from 'zod';
import { sessionData, sessionSchema, sessionText } from '../session-answer.ts';
import { defineTool } from '../tool.ts';

export const tpAuthStatus = defineTool({
  name: 'tp_auth_status',
  title: 'Sign-in status',
  description: `Says whether the TrainingPeaks session is alive, whose it is, and how long it is expected to last. Use it when another tool reports signed_out or session_expired, or when asked who is signed in. Other tools need no call of this one first.`,
  effect: 'read',
  input: z.strictObject({}),
  output: sessionSchema,
  async run(_input, { session, signal }) {
    const report = await session.report(signal);
    return { data: sessionData(report), text: sessionText(report), about: report.about };
  },
});
