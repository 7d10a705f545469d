import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { day } from '../analytics/number.ts';
import { contract } from '../shared/contract.ts';

export const tool = [McpServer, z, day, contract];
