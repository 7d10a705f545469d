import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { cookieFromSetCookie, parseCookieInput } from '../../src/trainingpeaks/cookie.ts';
import { failureOf } from './support.ts';

const VALUE = 'V001abc_DEF-123';

test.each([
  ['the bare value', VALUE],
  ['blanks around it', `  ${VALUE}\n`],
  ['quotes around it', `"${VALUE}"`],
  ['a value wrapped over lines', 'V001abc\r\n_DEF\n  -123'],
  ['name and value', `Production_tpAuth=${VALUE}`],
  ['name and value in quotes', `'Production_tpAuth=${VALUE}'`],
  ['a quoted value', `Production_tpAuth="${VALUE}";`],
  ['a name in other letters', `production_tpauth = ${VALUE}`],
  ['a whole Cookie header', `Cookie: ajs_user_id=1; Production_tpAuth=${VALUE}; TPtosAgreed_Production=true`],
  ['a header without spaces', `a=b;Production_tpAuth=${VALUE};c=d`],
  ['a header with one cookie a line', `a=b;\nProduction_tpAuth=${VALUE};\nc=d`],
  ['a wrapped header', `a=b; Production_tpAuth=V001abc\n_DEF-123; c=d`],
  ['headers that follow', `Cookie: Production_tpAuth=${VALUE}\nUser-Agent: Mozilla/5.0`],
  ['a curl command', `curl 'https://x.test' -H 'cookie: a=b; Production_tpAuth=${VALUE}'`],
  ['a Set-Cookie header', `Set-Cookie: Production_tpAuth=${VALUE}; path=/; HttpOnly`],
  ['a row of the developer tools', `Production_tpAuth\t${VALUE}\t.trainingpeaks.com\t/`],
])('finds the cookie in %s', (_name, input) => {
  expect(parseCookieInput(input)).toBe(VALUE);
});

test.each([
  ['nothing', ' \n'],
  ['another cookie', 'ajs_user_id=123; foo=bar'],
  ['a cookie whose name ends alike', `Staging_Production_tpAuth=${VALUE}`],
  ['the name alone', 'Production_tpAuth='],
  ['a sentence', 'my secret sentence'],
  ['an address', 'https://app.trainingpeaks.com'],
  ['a host', 'app.trainingpeaks.com'],
  ['more letters than a cookie can have', 'x'.repeat(25_000)],
  ['a name with more letters than a cookie can have', `Production_tpAuth=${'x'.repeat(25_000)}`],
  ['an e-mail address', 'demo@example.test'],
])('refuses %s with words that help and do not echo', async (_name, input) => {
  const failure = await failureOf((async () => Promise.resolve(parseCookieInput(input)))());
  expect(failure.code).toBe('bad_input');
  expect(failure.message).toContain('Production_tpAuth');
  for (const word of ['secret', 'demo@', 'V001', '123']) expect(failure.message).not.toContain(word);
});

test('any cookie is found among any others, and nothing but AppError is thrown', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
  const other = fc.tuple(fc.stringMatching(/^[a-z_]{1,8}$/), value).map(([name, text]) => `${name}=${text}`);
  fc.assert(
    fc.property(
      value,
      fc.array(other, { maxLength: 4 }),
      fc.array(other, { maxLength: 4 }),
      (wanted, before, after) => {
        expect(parseCookieInput([...before, `Production_tpAuth=${wanted}`, ...after].join('; '))).toBe(
          wanted,
        );
      },
    ),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (input) => {
      try {
        expect(parseCookieInput(input)).toMatch(/^[\x21-\x7e]+$/);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
  );
});

test('a long paste without a cookie is refused quickly', async () => {
  const failure = await failureOf(
    (async () => Promise.resolve(parseCookieInput('a\n'.repeat(100_000) + '!')))(),
  );
  expect(failure.code).toBe('bad_input');
});

test('the new cookie is read from Set-Cookie, deletions are not', () => {
  expect(cookieFromSetCookie(['a=b', `Production_tpAuth=${VALUE}; Domain=.x.test; Secure`])).toBe(VALUE);
  expect(cookieFromSetCookie(['Production_tpAuth=; Max-Age=0', `Production_tpAuth=${VALUE}`])).toBe(VALUE);
  expect(cookieFromSetCookie(['Production_tpAuth=; Max-Age=0', 'Production_tpAuth', ''])).toBeNull();
});
