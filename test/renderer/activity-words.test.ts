import { expect, test } from 'vitest';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import {
  activitySentence,
  askedWords,
  clientName,
  durationWords,
  endingWords,
} from '../../renderer/words/activity-words.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import type { AskedQuestion } from '../../src/shared/activity.ts';
import { ERROR_CODES } from '../../src/shared/errors.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const format = formatFor('en-GB', new Date(NOW));
const measures = measuresFor('en-GB', 'metric');

const asked = (change: Partial<AskedQuestion> = {}): AskedQuestion => ({
  askedAt: '2026-11-23T07:00:00.000Z',
  tool: 'tp_get_fitness',
  client: 'claude-ai',
  durationMilliseconds: 10,
  answerCharacters: 100,
  outcome: 'answered',
  reason: null,
  ...change,
});
const refused = asked({ outcome: 'refused', reason: 'signed_out' });

test('every tool has words of its own', () => {
  const words = TOOLS.map(({ name }) => askedWords(name));
  expect(words.filter((each) => !/^asked (for|to|whether) /.test(each))).toEqual([]);
  expect(new Set(words).size).toBe(TOOLS.length);
  expect(askedWords('tp_of_tomorrow')).toBe('used tp_of_tomorrow');
});

test('assistants are called as people know them', () => {
  expect(['claude-ai', 'claude-code', 'some-program', null].map(clientName)).toEqual([
    'Claude',
    'Claude Code',
    'some-program',
    'An assistant',
  ]);
});

test('every way to end that is no ordinary answer says why', () => {
  expect(endingWords(asked())).toBeNull();
  for (const reason of ERROR_CODES) {
    expect(endingWords(asked({ outcome: 'refused', reason }))).toMatch(/^Not answered: [a-zT]/);
    expect(endingWords(asked({ outcome: 'stale', reason }))).toMatch(/^Answered from this computer: [a-zT]/);
  }
});

test.each([
  [0, 'under 0.1 s'],
  [49, 'under 0.1 s'],
  [50, '0.1 s'],
  [184, '0.2 s'],
  [9949, '9.9 s'],
  [9950, '10 s'],
  [59_499, '59 s'],
  [59_500, '1:00 min'],
  [80_000, '1:20 min'],
])('%i ms are %j', (milliseconds, words) => {
  expect(durationWords(milliseconds, measures)).toBe(words);
});

test.each<[string, readonly AskedQuestion[]]>([
  ['No assistant has asked anything yet.', []],
  ['Claude asked one question in the last 7 days. It was answered.', [asked()]],
  ['Claude asked one question in the last 7 days. It was not answered.', [refused]],
  ['Claude asked 2 questions in the last 7 days. All were answered.', [asked(), asked({ outcome: 'stale' })]],
  ['Claude asked 2 questions in the last 7 days. None was answered.', [refused, refused]],
  ['Claude asked 2 questions in the last 7 days. 1 was not answered.', [asked(), refused]],
  [
    'Assistants asked 3 questions in the last 7 days. 2 were not answered.',
    [asked({ client: null }), refused, refused],
  ],
  [
    'Claude asked one question in the last 7 days. It was answered.',
    [asked(), asked({ askedAt: '2026-11-16T08:00:00.000Z', client: 'cursor-vscode' })],
  ],
  ['Claude last asked 9 days ago.', [asked({ askedAt: '2026-11-14T07:00:00.000Z' })]],
])('%s', (sentence, questions) => {
  expect(activitySentence(questions, NOW, format)).toBe(sentence);
});
