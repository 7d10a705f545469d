import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';

/** A part of the sentence over the fitness page. It carries the numbers that it was computed from. */
export interface Claim {
  readonly name: 'fitness' | 'form' | 'race';
  /** Without its comma or full stop. */
  readonly text: string;
  readonly why: Why;
}

/** What stands behind a number or a claim. */
export interface Why {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly inputs: readonly { readonly label: string; readonly value: string }[];
}

export interface Texts {
  readonly format: Format;
  readonly measures: Measures;
}

/** The punctuation after a claim of the sentence, and what leads to the next one. */
export function joint(index: number, count: number): { readonly stop: string; readonly then: string } {
  if (index === count - 1) return { stop: '.', then: '' };
  if (index < count - 2) return { stop: ',', then: ' ' };
  return { stop: count === 2 ? '' : ',', then: ' and ' };
}

/** `1 day`, `41 days`. */
export function daysText(days: number, { format }: Texts): string {
  return `${format.count(days)} ${days === 1 ? 'day' : 'days'}`;
}

/** With a capital letter at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
