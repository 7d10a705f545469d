export type { client } from '../trainingpeaks/client.ts';
