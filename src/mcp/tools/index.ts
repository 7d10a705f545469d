import type { AnyTool } from '../tool.ts';
import { tpGetFitness } from './tp-get-fitness.ts';

/** Every tool, in the order clients list them. One file each, named after the tool. */
export const TOOLS: readonly AnyTool[] = [tpGetFitness];
