import { createServices } from '../../services.ts';
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
      cookie_expected_to_last_until:
        session.expectedExpiry === null ? null : new Date(session.expectedExpiry).toISOString().slice(0, 10),
      keychain: keychain.state === 'ready' ? 'ready' : keychain.message,
      data_folder: services.folder,
    };
    process.exitCode = session.state === 'valid' ? 0 : 1;
    process.stdout.write(json ? `${JSON.stringify(facts, null, 2)}\n` : `${lines(facts).join('\n')}\n`);
  } finally {
    await services.close();
  }
}

function lines(facts: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${`${key.replaceAll('_', ' ')}:`.padEnd(32)}${value ?? ''}`);
}
