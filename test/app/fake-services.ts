import { provenanceOf } from '../support/provenance.ts';
import type { AppServices } from '../../src/app/services.ts';
import type { SessionReport } from '../../src/mcp/tool.ts';
import type { Snapshot } from '../../src/shared/snapshot.ts';
import { AppError, type ErrorInfo } from '../../src/shared/errors.ts';
import { NOW, recordingLog, TODAY } from '../support/mcp-fixture.ts';

const REFUSED = new AppError('still_loading', 'Nothing is loaded.');

/** A session that is alive, of an athlete with this name. */
export function validReport(fullName: string): SessionReport {
  return {
    state: 'valid',
    problem: null,
    origin: 'keychain',
    athlete: {
      athleteId: fullName.length,
      fullName,
      timeZone: 'Europe/Vienna',
      createdDay: null,
      email: null,
      userName: null,
      age: null,
      gender: null,
      isCoach: false,
      isPremium: true,
    },
    since: NOW,
    expectedExpiry: NOW + 30 * 24 * 60 * 60_000,
    about: provenanceOf(TODAY),
  };
}

/** Services whose answers a test gives, one by one, in whatever order. */
export function fakeServices(name: string) {
  const world = {
    report: (): Promise<SessionReport> => Promise.resolve(validReport(name)),
    snapshot: (): Promise<Snapshot> => Promise.reject(REFUSED),
    load: (): Promise<void> => Promise.resolve(),
    prove: (cookie: string) => Promise.resolve({ cookie, athleteName: name }),
    keychainProblem: (): Promise<ErrorInfo | null> => Promise.resolve(null),
    close: (): Promise<void> => Promise.resolve(),
    loads: 0,
  };
  const services: AppServices = {
    engine: {
      log: recordingLog([]),
      now: () => NOW,
      snapshot: () => world.snapshot(),
      session: {
        report: () => world.report(),
        renew: () => Promise.resolve(false),
        forget: () => Promise.resolve(),
      },
    },
    load: () => {
      world.loads += 1;
      return world.load();
    },
    pauseLoad: () => Promise.resolve(),
    localSnapshot: () => world.snapshot(),
    prove: (text) => world.prove(text),
    keepCookie: () => Promise.resolve(),
    forgetCookie: () => Promise.resolve(),
    keychainProblem: () => world.keychainProblem(),
    close: () => world.close(),
  };
  return { services, world };
}
