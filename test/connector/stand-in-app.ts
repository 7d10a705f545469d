import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ConnectorAddress } from '../../src/connector/address.ts';
import { atTheEnd } from './lab.ts';

/** Answers the greeting when a line comes on its standard input, and leaves a file when that is done. */
const PROGRAM = `
const { createServer } = require('node:net');
const { writeFileSync } = require('node:fs');
const [socket, answered] = process.argv.slice(1);
createServer((connection) => {
  connection.on('error', () => {});
  connection.once('data', () => {
    console.log('greeted');
    process.stdin.once('data', () => connection.write('ok answer\\n', () => writeFileSync(answered, '')));
  });
}).listen(socket, () => console.log('listening'));
`;

export interface StandInApp {
  readonly process: ChildProcess;
  /** A file that is there as soon as the answer was sent. */
  readonly answered: string;
  answer(): void;
}

/** A process that listens where the app would, and lets nobody in before it is told to. */
export async function startStandInApp(address: ConnectorAddress): Promise<StandInApp> {
  const answered = join(dirname(address.tokenFile), 'answered');
  mkdirSync(dirname(address.tokenFile), { recursive: true });
  writeFileSync(address.tokenFile, JSON.stringify({ token: 'token', answer: 'answer' }));
  const child = spawn(process.execPath, ['-e', PROGRAM, address.socket, answered], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  atTheEnd(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return { process: child, answered, answer: () => void child.stdin.write('now\n') };
}
