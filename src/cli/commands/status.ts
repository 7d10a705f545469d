import type { SessionReport } from '../../mcp/tool.ts';
import { createServices } from '../../services.ts';
import { explainToPerson } from '../explain.ts';
import { createLog } from '../log.ts';

/** Says who is signed in, what the keychain can do and what is stored; the exit status is 1 when nobody is signed in. */
export async function status({ json, verbose }: { json: boolean; verbose: boolean }): Promise<void> {
  const services = createServices({
    variables: process.env,
    log: createLog(verbose ? undefined : () => undefined),
  });
  try {
    const keychain = await services.keychain.check();
    const session = await services.engine.session.report();
    const facts = {
      session: session.state,
      athlete: session.athlete?.fullName ?? null,
      cookie_from: session.origin,
      problem: session.problem?.message ?? null,
      cookie_expected_to_last_until: lastDay(session),
      keychain:
        keychain.state === 'ready'
          ? 'ready'
          : explainToPerson({ code: 'keychain_unavailable', message: keychain.message }),
      data_folder: services.folder,
    };
    process.exitCode = session.state === 'valid' ? 0 : 1;
    const words = [
      sentence(session),
      `Keychain:     ${facts.keychain}`,
      `Data folder:  ${facts.data_folder ?? 'none'}`,
    ].join('\n');
    process.stdout.write(`${json ? JSON.stringify(facts, null, 2) : words}\n`);
  } finally {
    await services.close();
  }
}

function sentence(report: SessionReport): string {
  const { state, athlete, origin, problem } = report;
  const who = athlete?.fullName ?? 'an athlete without a name';
  const until = lastDay(report);
  switch (state) {
    case 'valid':
      return `Signed in to TrainingPeaks as ${who}, with the cookie ${origin === 'environment' ? 'of the variable TP_AUTH_COOKIE' : 'in the keychain'}.${until === null ? '' : ` It should work until about ${until}.`}`;
    case 'expired':
      return `The TrainingPeaks session has ended. ${origin === 'environment' ? 'Put a new cookie into the variable TP_AUTH_COOKIE.' : 'Sign in again with "tp-tray login".'}`;
    case 'signed_out':
      return 'Nobody is signed in to TrainingPeaks. Sign in with "tp-tray login".';
    case 'unknown':
      return problem?.code === 'keychain_unavailable'
        ? 'It is not known whether somebody is signed in: the keychain cannot be read.'
        : `It is not known whether the session is alive. ${problem?.message ?? ''}`;
  }
}

function lastDay({ state, expectedExpiry }: SessionReport): string | null {
  return state === 'valid' && expectedExpiry !== null
    ? new Date(expectedExpiry).toISOString().slice(0, 10)
    : null;
}
