import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { atTheEnd } from '../app/lab.ts';
import { startConformanceProxy } from './conformance-proxy.ts';
import { MCP_TOKEN, startServeLab } from './lab.ts';

const run = promisify(execFile);
const SUITE = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));
/** The suite reads its scenarios with a function that Node has since version 22. */
const CAN_RUN = Number(process.versions.node.split('.')[0]) >= 22;

/** The suite calls its own test server by name; these of ours do what its names promise. */
const STAND_INS = {
  test_simple_text: 'tp_auth_status',
  // Without the workout it needs, it fails.
  test_error_handling: 'tp_get_workout',
  // The first question loads the history.
  test_tool_with_progress: 'tp_get_fitness',
  'test://static-text': 'trainingpeaks://metrics',
  test_simple_prompt: 'weekly_review',
};

const APPLICABLE = [
  'server-initialize',
  'ping',
  'tools-list',
  'tools-call-simple-text',
  'tools-call-error',
  'tools-call-with-progress',
  'resources-list',
  'resources-read-text',
  'prompts-list',
  'prompts-get-simple',
  'dns-rebinding-protection',
];

/** Each tests an optional part of the protocol, or content, that this server does not claim to have. */
const NOT_APPLICABLE: Readonly<Record<string, readonly string[]>> = {
  'log messages to the client': ['logging-set-level', 'tools-call-with-logging'],
  completions: ['completion-complete'],
  'images, sounds and files: answers are text and numbers': [
    'tools-call-image',
    'tools-call-audio',
    'tools-call-embedded-resource',
    'tools-call-mixed-content',
    'resources-read-binary',
    'prompts-get-embedded-resource',
    'prompts-get-with-image',
  ],
  'questions back to the client': [
    'tools-call-sampling',
    'tools-call-elicitation',
    'elicitation-sep1034-defaults',
    'elicitation-sep1330-enums',
  ],
  'resource templates and subscriptions': [
    'resources-templates-read',
    'resources-subscribe',
    'resources-unsubscribe',
  ],
  'prompts of two arguments: ours have one at most': ['prompts-get-with-args'],
  'a tool whose input schema is the one of the suite': ['json-schema-2020-12'],
  'sessions with resumable streams: every request stands alone': [
    'server-sse-polling',
    'server-sse-multiple-streams',
  ],
};

describe.skipIf(!CAN_RUN)('@modelcontextprotocol/conformance', () => {
  test.each(APPLICABLE)('%s passes', { timeout: 60_000 }, async (scenario) => {
    const { port } = await startServeLab();
    const proxy = await startConformanceProxy({ port, token: MCP_TOKEN, names: STAND_INS });
    atTheEnd(proxy.close);
    const { stdout } = await run(process.execPath, [
      SUITE,
      'server',
      '--url',
      proxy.url,
      '--scenario',
      scenario,
    ]);
    const [, passed, total] = /Passed: (\d+)\/(\d+), 0 failed/.exec(stdout) ?? [];
    expect(stdout).toContain('0 failed, 0 warnings');
    expect(Number(passed)).toBeGreaterThan(0);
    expect(passed).toBe(total);
  });

  test('every scenario of the suite is either run or explained', async () => {
    const { stdout } = await run(process.execPath, [SUITE, 'list', '--server']);
    const listed = [...stdout.matchAll(/^ {2}- (\S+)/gm)].map(([, name]) => name);
    expect([...APPLICABLE, ...Object.values(NOT_APPLICABLE).flat()].sort()).toEqual(listed.sort());
  });
});
