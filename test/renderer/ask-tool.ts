import { expect } from 'vitest';
import type { Locator } from 'playwright-core';
import { callTool } from '../../src/mcp/call-tool.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import type { DemoApp } from './demo-window.ts';

/** What an assistant is told by a tool, over the same engine as the window under test. */
export async function askTool(
  { app }: DemoApp,
  name: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const tool = TOOLS.find((each) => each.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  const { engine } = app.services();
  const answer = await callTool(tool, input, engine, new AbortController().signal);
  expect(answer.isError ?? false).toBe(false);
  return answer.structuredContent;
}

/** The number that an element shows, its unit and its thousands separators left out. */
export async function numberOf(element: Locator): Promise<number> {
  const text = (await element.innerText()).replaceAll(',', '').replace('−', '-');
  return Number(/[+-]?\d+(\.\d+)?/u.exec(text)?.[0]);
}
