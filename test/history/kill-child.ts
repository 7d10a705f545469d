import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/history/database.ts';
import { createStore } from '../../src/history/store.ts';
import { createSync } from '../../src/history/sync.ts';
import type { Log } from '../../src/shared/log.ts';
import { killAccount, PHASES, type Found, type LoadingOrder } from './kill-account.ts';

// A process that loads or refreshes a history as it is ordered to, tells what it finds and asks, and may be killed.
const order = JSON.parse(process.argv[2] ?? '') as LoadingOrder;
const { subject } = PHASES[order.phase];
const log: Log = { info: () => undefined, warn: console.error, error: console.error };

const account = killAccount(order.phase);
account.beforeAnswer = async ({ kind, from, to }) => {
  process.stdout.write(`${kind} ${from} ${to}\n`);
  await sleep(order.answerMilliseconds);
};

const store = createStore(openDatabase(order.path, log));
const state = store.syncState(subject.athleteId);
const found: Found = { loadedFrom: state?.loadedFrom ?? null, loadedTo: state?.loadedTo ?? null };
process.stdout.write(`${JSON.stringify(found)}\n`);

const now = () => order.startAt + performance.now();
const sync = createSync({ store, remote: account, now, log });
await sync.run(subject, { signal: new AbortController().signal });
store.close();
