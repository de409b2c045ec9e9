import { describe, expect, it } from 'vitest';
import { operators } from '../../script/mutate/operators/all.ts';
import { mutantsIn } from './support/mutantsIn.ts';
import { parseText } from './support/parseText.ts';

/** What each operator makes of a line that stands in a function of its own. */
const made: Readonly<Record<string, readonly (readonly [line: string, ...after: readonly string[]])[]>> = {
  arithmetic: [
    ['x = a + b * c;', 'x = a - b * c;', 'x = a + b / c;'],
    ['x = a /* + */ - b;', 'x = a /* + */ + b;'],
    ['x = (a << 2) & b;', 'x = (a >> 2) & b;', 'x = (a << 2) | b;'],
    ['y = -int256(y);', 'y = int256(y);'],
    ['x = a ** b;'],
  ],
  assignment: [['x += a;', 'x -= a;'], ['x |= a;', 'x &= a;'], ['x = a;'], ['++x;', '--x;'], ['x--;', 'x++;']],
  boundary: [['t = a < b;', 't = a <= b;'], ['t = a >= b;', 't = a > b;'], ['t = a == b;']],
  comparison: [
    ['t = a < b;', 't = a >= b;'],
    ['t = a == b;', 't = a != b;'],
    ['t = "<" < b;', 't = "<" >= b;'],
    ['x = a + b;'],
  ],
  event: [['emit Moved(a < b);', '{}']],
  guard: [
    ['require(a < b, Bad(a));', '{}'],
    ['if (a < b) revert Bad(a);', '{}'],
    ['if (a < b) { revert Bad(a); }', '{}'],
    ['if (a < b) return;', '{}'],
    ['if (a < b) { x = 1; revert Bad(a); }'],
    ['if (a < b) revert Bad(a); else x = 1;'],
    ['f(a);'],
  ],
  literal: [
    ['x = 0;', 'x = 1;'],
    ['x = 1;', 'x = 0;'],
    ['x = 1 days;', 'x = 0 days;'],
    ['x = 7 days;', 'x = (7 days + 1);'],
    ['x = 10_000;', 'x = (10_000 * 2);'],
    ['x = 1e18;', 'x = (1e18 * 2);'],
    ['t = true;', 't = false;'],
    ['s = "1";'],
    [`x = uint256(0x${'ab'.repeat(32)});`],
    ['uint256[3] memory list;'],
  ],
  logic: [
    ['t = t && a < b;', 't = t || a < b;'],
    ['t = t || a < b;', 't = t && a < b;'],
  ],
  modifier: [['']],
  negation: [
    ['if (t) x = a;', 'if (!(t)) x = a;'],
    ['if (!t) x = a;', 'if (t) x = a;'],
    ['x = t && u ? a : b;', 'x = !(t && u) ? a : b;'],
    ['require(t, Bad(a));', 'require(!(t), Bad(a));'],
    ['if (a < b) x = a;'],
  ],
  returned: [['return;']],
  rounding: [
    ['x = a.mulDiv(b, c, Math.Rounding.Floor);', 'x = a.mulDiv(b, c, Math.Rounding.Ceil);'],
    ['x = a.mulDiv(b, c, Math.Rounding.Ceil);', 'x = a.mulDiv(b, c, Math.Rounding.Floor);'],
    ['x = Math.min(a, b);', 'x = Math.max(a, b);'],
    ['x = type(uint256).max;'],
    ['x = limits.max;'],
  ],
  statement: [
    ['x = a;', '{}'],
    ['f(a);', '{}'],
    ['delete x;', '{}'],
    ['if (t) x = a;', 'if (t) {}'],
    ['for (;;) { continue; }', 'for (;;) { {} }'],
    ['require(t);'],
    ['revert("so");'],
  ],
};

const returns: readonly (readonly [type: string, expression: string, ...others: readonly string[]])[] = [
  ['uint128', 'a', '0'],
  ['int256', 'a - b', '0'],
  ['address', 'a', 'address(0)'],
  ['bool', 'check(a)', '!(check(a))'],
  ['bool', 'a < b'],
  ['uint256', '0'],
  ['bytes32', 'a'],
  ['uint256, uint256', '(a, b)'],
];

function contract(operator: string): string {
  const functions = (made[operator] ?? []).map(([line], i) => `function f${i}() internal {\n${line}\n}`);
  return `contract Of_${operator} {\n${functions.join('\n')}\n}`;
}

/** All in one text, since starting the compiler takes longer than parsing does. */
const source = parseText(`
  ${Object.keys(made).map(contract).join('\n')}
  contract Modified is B {
    constructor() B(1) {}
    function f() external only(1) locked returns (uint256) {}
  }
  contract Returning {
    ${returns.map(([type, expression], i) => `function f${i}() internal returns (${type}) {\nreturn ${expression};\n}`).join('\n')}
  }`);

async function afterwards(contractName: string, operator: string, functionName?: string): Promise<string[]> {
  return mutantsIn(await source, operator)
    .filter((mutant) => mutant.contract === contractName && (functionName ?? mutant.function) === mutant.function)
    .map(({ after }) => after);
}

describe('an operator', () => {
  it.each(Object.keys(operators))('%s makes what it should', async (operator) => {
    const cases = made[operator] ?? [];
    expect(cases.length).toBeGreaterThan(0);
    for (const [i, [line, ...after]] of cases.entries()) {
      expect(await afterwards(`Of_${operator}`, operator, `f${i}`), line).toEqual(after);
    }
  });

  it('takes the modifiers of a function one by one, and none from a constructor', async () => {
    expect(await afterwards('Modified', 'modifier')).toEqual([
      'function f() external  locked returns (uint256) {}',
      'function f() external only(1)  returns (uint256) {}',
    ]);
  });

  it('returns nothing of what was found, in every type that has a nothing', async () => {
    for (const [i, [type, expression, ...others]] of returns.entries()) {
      const expected = others.map((other) => `return ${other};`);
      expect(await afterwards('Returning', 'returned', `f${i}`), `${type} ${expression}`).toEqual(expected);
    }
  });
});
