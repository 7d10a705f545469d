import type { AskedQuestion, Journal } from '../../src/shared/activity.ts';

/** A journal without a file. */
export function createMemoryJournal(): Journal {
  let questions: readonly AskedQuestion[] = [];
  let changes = 0;
  const change = (changed: readonly AskedQuestion[]) => {
    questions = changed;
    changes += 1;
  };
  return {
    add: (question) => change([question, ...questions]),
    list: () => Promise.resolve({ revision: String(changes), questions }),
    clear: () => {
      change([]);
      return Promise.resolve();
    },
    settled: () => Promise.resolve(),
  };
}
