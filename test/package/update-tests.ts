import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { connectToApp } from '../../src/connector/client.ts';
import { packagedIn, poll, startLab, type PackagedApp } from './packaged-app.ts';

/** What the feed offers as the next version: it leaves a sign that it was started. */
const NEXT_VERSION = '#!/bin/sh\necho started > "$HOME/next-version"\n';

/** A feed on this computer, as electron-builder publishes one. */
async function startFeed(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const sha512 = createHash('sha512').update(NEXT_VERSION).digest('base64');
  const file = { url: 'TP-Tray.AppImage', sha512, size: NEXT_VERSION.length };
  const metadata = { version: '99.0.0', files: [file], path: file.url, sha512, releaseDate: '2026-11-23' };
  const answers: Readonly<Record<string, string>> = {
    // JSON is YAML.
    '/latest-linux.yml': JSON.stringify(metadata),
    '/TP-Tray.AppImage': NEXT_VERSION,
  };
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const [path = ''] = url.split('?');
    asked.push(path);
    response.writeHead(path in answers ? 200 : 404).end(answers[path]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The same app with a feed, as packaging with `TP_TRAY_UPDATE_FEED` makes it. */
function withFeed(app: PackagedApp, url: string): PackagedApp {
  const folder = `${app.folder}-with-feed`;
  execFileSync('cp', ['--archive', '--link', app.folder, folder]);
  const copy = packagedIn(folder);
  writeFileSync(join(copy.resources, 'app-update.yml'), `provider: generic\nurl: ${url}\n`);
  return copy;
}

export function updateTests(app: PackagedApp): void {
  test('come from the feed step by step, and restart into the next version with no connection left', async (context) => {
    const feed = await startFeed();
    const lab = await startLab(context, () => withFeed(app, feed.url));
    const appImage = join(lab.session.home, 'TP-Tray.AppImage');
    writeFileSync(appImage, 'the version of now');
    await lab.launch({ APPIMAGE: appImage });
    await lab.untilMenuSays('Check for updates');
    expect(feed.asked).toEqual([]);

    await lab.click('Check for updates');
    await lab.untilMenuSays('Update to 99.0.0…');
    expect(feed.asked).toEqual(['/latest-linux.yml']);

    await lab.click('Update to 99.0.0…');
    await lab.untilMenuSays('Restart to update to 99.0.0');
    expect(readFileSync(appImage, 'utf8')).toBe('the version of now');

    const connection = await connectToApp(connectorAddress(lab.dataFolder));
    if (connection === null) throw new Error('The app does not serve assistants.');
    const closed = once(connection, 'close');
    await lab.click('Restart to update to 99.0.0');
    await closed;
    expect(await lab.ended()).toBe(0);
    await poll(() => existsSync(join(lab.session.home, 'next-version')));
    expect(readFileSync(appImage, 'utf8')).toBe(NEXT_VERSION);
  });
}
