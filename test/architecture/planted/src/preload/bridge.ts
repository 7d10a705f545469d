import { contextBridge } from 'electron';
import type { contract } from '../shared/contract.ts';

export const bridge: [unknown, typeof contract] = [contextBridge, 1];
