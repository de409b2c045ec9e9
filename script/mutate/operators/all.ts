import type { Operator } from '../types.ts';
import { arithmetic } from './arithmetic.ts';
import { assignment } from './assignment.ts';
import { boundary } from './boundary.ts';
import { comparison } from './comparison.ts';
import { event } from './event.ts';
import { guard } from './guard.ts';
import { literal } from './literal.ts';
import { logic } from './logic.ts';
import { modifier } from './modifier.ts';
import { negation } from './negation.ts';
import { returned } from './returned.ts';
import { rounding } from './rounding.ts';
import { statement } from './statement.ts';

/** Every operator under the name that results and survivors carry. */
export const operators: Readonly<Record<string, Operator>> = {
  arithmetic,
  assignment,
  boundary,
  comparison,
  event,
  guard,
  literal,
  logic,
  modifier,
  negation,
  returned,
  rounding,
  statement,
};
