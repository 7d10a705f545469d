import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { redactSecrets } from '../../src/shared/redact.ts';
import { ROOT, typeScriptFiles } from '../architecture/repository.ts';

test.each([
  ['a cookie', 'Production_tpAuth=SECRET; other'],
  ['a cookie in JSON', '{"Production_tpAuth":"SECRET"}'],
  ['a cookie in JSON inside JSON', String.raw`{"body":"{\"Production_tpAuth\":\"SECRET\"}"}`],
  ['the environment variable', 'TP_AUTH_COOKIE=SECRET node dist/cli.js'],
  ['a Cookie header', 'cookie: a=b; anything=SECRET'],
  ['a Set-Cookie header', 'Set-Cookie: anything=SECRET; Path=/'],
  ['a bearer token', 'Bearer SECRET, more'],
  ['an Authorization header', 'Authorization: Basic SECRET'],
  ['an Authorization header in JSON', '{"authorization":"Bearer SECRET","accept":"*/*"}'],
  ['a token by its beginning', 'token gAAAAASECRET_-='],
  ['a cookie by its beginning', 'value V001SECRET_-'],
  ['the answer of the token exchange', '{"token":{"access_token":"SECRET","refresh_token":"SECRET"}}'],
  ['share keys', '{"sharedWorkoutInformationKey":"SECRET","sharedWorkoutInformationExpireKey":"SECRET"}'],
  ['calendar keys in a list', '{"iCalendarKeys":["SECRET","SECRET"],"x":1}'],
  ['calendar keys in an object', '{"iCalendarKeys":{"workouts":"SECRET","events":"SECRET"}}'],
  ['calendar keys in objects of a list', '{"iCalendarKeys":[{"key":"SECRET"},{"key":"SECRET"}]}'],
  ['calendar keys of a cut text', '{"iCalendarKeys":["SECRET","SECR'],
  ['calendar keys as printed', "iCalendarKeys: [ 'SECRET' ]"],
  ['a calendar address', 'webcal://www.trainingpeaks.test/ical/SECRET'],
  ['a calendar path', 'GET /ical/SECRET.ics'],
  ['an e-mail address', 'mail to SECRET.name+tag@example.test now'],
  ['an encoded e-mail address', '?user=SECRET%40example.test'],
  ['an e-mail address right behind another', 'a@b.cc-SECRET@example.test'],
  ['an e-mail address with other letters', 'йSECRET@пример.рф'],
  ['a password', 'Username=x&Password=SECRET&Attempts='],
])('takes out %s', (_name, text) => {
  const redacted = redactSecrets(text);
  expect(redacted).not.toContain('SECRET');
  expect(redacted).not.toContain('SECR');
  expect(redacted).toMatch(/\[(redacted|e-mail)\]/);
});

test.each([
  'request failed, trying again {"path":"/fitness/v6/athletes/4100001/workouts","attempt":2}',
  'at file:///node_modules/p-queue@9.3.5/index.js:12:3',
  'CTL 58.9, ATL 56.3; a bear, V00 and gAAA are no secrets',
])('leaves ordinary text alone: %s', (text) => {
  expect(redactSecrets(text)).toBe(text);
});

/** What the program may say: the texts of its source that read as sentences, each on one line. */
function ownSentences(): string[] {
  const found: string[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^[^\n]*\w+,? \w+,? [^\n]*[.:] ?$/u.test(node.text))
      found.push(node.text);
    ts.forEachChild(node, collect);
  };
  for (const file of typeScriptFiles('src')) {
    collect(ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest));
  }
  return found;
}

test('no sentence of ours is taken for a secret', () => {
  const sentences = ownSentences();
  expect(sentences.length).toBeGreaterThan(200);
  expect(sentences.filter((sentence) => redactSecrets(sentence) !== sentence)).toEqual([]);
});

test('what surrounds a secret stays readable', () => {
  expect(redactSecrets('GET /users/v3/user with Bearer abc failed')).toBe(
    'GET /users/v3/user with Bearer [redacted] failed',
  );
  expect(redactSecrets('{"iCalendarKeys":["a","b"],"units":1}')).toBe(
    '{"iCalendarKeys":[redacted],"units":1}',
  );
});

test('redacted text does not change when it is redacted again', () => {
  const word = fc.constantFrom(
    'Bearer x',
    'Production_tpAuth=',
    'cookie: ',
    'a@b.cc',
    'gAAAA',
    'V0012',
    '"',
    '\\',
    ' ',
    '[',
    ']',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 5 })), { maxLength: 12 }), (words) => {
      const once = redactSecrets(words.join(''));
      expect(redactSecrets(once)).toBe(once);
    }),
  );
});

test('a token is found whatever stands around it', () => {
  const filler = fc.string({ unit: fc.constantFrom(' ', '"', ',', '\n', '{', ':', 'é', '='), maxLength: 20 });
  fc.assert(
    fc.property(filler, filler, fc.stringMatching(/^[A-Za-z0-9]{8,30}$/), (before, after, secret) => {
      for (const text of [`gAAAA${secret}`, `V001${secret}`, `Bearer ${secret}`]) {
        expect(redactSecrets(before + text + after)).not.toContain(secret);
      }
    }),
  );
});

test('long texts without secrets cost linear time', () => {
  for (const unit of ['a', 'a.', '@', 'a@', 'a@b.cc-', 'cookie', '"\\', 'iCalendarKeys:[', 'Bearer ']) {
    expect(redactSecrets(unit.repeat(50_000)).length).toBeGreaterThan(0);
  }
});
