import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { contract } from '../shared/contract.ts';

export const client = [readFileSync, z, contract];
