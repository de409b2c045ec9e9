import type { z } from 'zod';

/** What an option of a scenario should have been, in words, as its schema says it: "must be at most 1000". */
export function describeOptionFault(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.inclusive === false ? `must be under ${issue.maximum}` : `must be at most ${issue.maximum}`;
    case 'too_small':
      return issue.inclusive === false ? `must be over ${issue.minimum}` : `must be at least ${issue.minimum}`;
    case 'invalid_type':
      return issue.expected === 'int' ? 'must be a whole number' : `must be a ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'must be true or false';
    // The schema gives a form its own words.
    case 'invalid_format':
      return issue.message;
    default:
      return 'is not what the option takes';
  }
}
