/** What stands where a secret stood. */
const MARK = '[redacted]';

/** Quotes around a JSON key or value, escaped any number of times. */
const QUOTE = String.raw`(?:\\*["'])`;
const NAMED_SECRETS = [
  'Production_tpAuth',
  'TP_AUTH_COOKIE',
  'access_token',
  'refresh_token',
  'sharedWorkoutInformationKey',
  'sharedWorkoutInformationExpireKey',
  '__RequestVerificationToken',
  'password',
];

/** The parts of an e-mail address. One may follow another without a gap. */
const LOCAL = String.raw`[\p{L}\p{N}._%+-]`;
const AT_DOMAIN = String.raw`(?:@|%40)[\p{L}\p{N}.-]+\.\p{L}{2,}`;

const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b((?:set-)?cookie\\*["']?\s*[:=]\s*)[^\r\n]+/gi, `$1${MARK}`],
  [/\b(authorization\\*["']?\s*[:=]\s*)[^\r\n]+/gi, `$1${MARK}`],
  [/\b(bearer\s+)[^\s"'\\,;]+/gi, `$1${MARK}`],
  [/(icalendarkeys?\\*["']?\s*[:=]\s*)(?:\[[^\]]*\]?|\{[^}]*\}?|[^\s,;}\]]+)/gi, `$1${MARK}`],
  [
    new RegExp(`((?:${NAMED_SECRETS.join('|')})${QUOTE}?\\s*[:=]\\s*${QUOTE}?)[^\\s"'\\\\,;&}]+`, 'gi'),
    `$1${MARK}`,
  ],
  [/webcals?:\/\/[^\s"'\\<>]+/gi, MARK],
  [/(\/ical\/)[^\s"'\\<>]+/gi, `$1${MARK}`],
  [/(?<![A-Za-z0-9_-])gAAAA[A-Za-z0-9_=-]*/g, MARK],
  [/(?<![A-Za-z0-9_-])V001[A-Za-z0-9_-]+/g, MARK],
  [new RegExp(`(?<!${LOCAL})${LOCAL}+${AT_DOMAIN}(?:${LOCAL}*${AT_DOMAIN})*`, 'giu'), '[e-mail]'],
];

/**
 * Takes secrets out of text that is about to be written to a log: the sign-in cookie, bearer tokens,
 * `Authorization` and `Cookie` headers, share keys, calendar keys and e-mail addresses.
 * It errs on the side of removing too much.
 */
export function redactSecrets(text: string): string {
  return RULES.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}
