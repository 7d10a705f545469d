import { describe, it } from 'vitest';
import * as subject from './subject.ts';
import { VECTOR_CHECKS } from './vector-checks.ts';

describe('worked numbers', () => {
  it.each(Object.entries(VECTOR_CHECKS))('%s', (_, check) => check(subject));
});
