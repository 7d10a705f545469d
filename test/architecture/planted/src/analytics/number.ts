import { Temporal } from 'temporal-polyfill';

export const day = Temporal.PlainDate;
