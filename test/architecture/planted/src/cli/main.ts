import { server } from '../demo/server.ts';
import { services } from '../services.ts';

export const main = [services, server];
