import type { z } from 'zod';

/** Says in a sentence what is wrong with the arguments of a call, naming the parameters that exist. */
export function inputProblem(error: z.ZodError, schema: z.ZodObject): string {
  const isFirstOfItsParameter = ({ path }: z.core.$ZodIssue, index: number) =>
    error.issues.findIndex((other) => other.path.join('.') === path.join('.')) === index;
  return error.issues
    .filter(isFirstOfItsParameter)
    .map((issue) => `${sentence(issue, schema)}.`)
    .join(' ');
}

function sentence(issue: z.core.$ZodIssue, schema: z.ZodObject): string {
  const name = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = Object.keys(schema.shape);
      const offer =
        known.length === 0 ? 'this tool takes no parameters' : `the parameters are ${known.join(', ')}`;
      return `Unknown parameter ${issue.keys.join(', ')}: ${offer}`;
    }
    case 'invalid_type':
      return issue.input === undefined && name !== ''
        ? `${name} is missing: it must be ${article(issue.expected)}`
        : `${name === '' ? 'The arguments' : name} must be ${article(issue.expected)}`;
    case 'too_small':
      return `${name} must be ${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}`;
    case 'too_big':
      return `${name} must be at most ${String(issue.maximum)}`;
    case 'invalid_value':
      return `${name} must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return `${name} must be a day written YYYY-MM-DD, for example 2026-09-14`;
    default:
      return `${name} is not valid`;
  }
}

function article(type: string): string {
  return type === 'int' ? 'a whole number' : type === 'object' ? 'an object' : `a ${type}`;
}
