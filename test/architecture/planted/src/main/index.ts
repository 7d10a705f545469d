import { app } from 'electron';
import { services } from '../services.ts';

export const wired = [app, services];
