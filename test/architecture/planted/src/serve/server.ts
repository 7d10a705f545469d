import { app } from '../app/app.ts';

export const server = [app];
