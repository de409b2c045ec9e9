import { expect, test } from 'vitest';
import { redactUrls } from '../../keeper/cli/output/redactUrls.ts';
import { toKeeperError } from '../../keeper/cli/output/toKeeperError.ts';

test.each([
  ['URL: https://mainnet.example/v2/s3cret failed', 'URL: https://mainnet.example/… failed'],
  ['http://user:s3cret@127.0.0.1:8545', 'http://127.0.0.1:8545'],
  ['(wss://node.example/?key=s3cret)', '(wss://node.example/…)'],
  ['postgres://ballast:s3cret@db:5432/journal', 'postgres://db:5432/…'],
  ['no address here', 'no address here'],
])('%s', (text, expected) => {
  expect(redactUrls(text)).toBe(expected);
});

test('an error that nobody foresaw is one sentence without the URL in it', () => {
  const error = toKeeperError(new Error('boom at https://node.example/s3cret\n    at somewhere (file.ts:1:2)'));
  expect(error.shortMessage).toBe('boom at https://node.example/…. Set BALLAST_DEBUG=1 to see the cause.');
  expect(error.kind).toBe('stop');
});

test.each([
  [{ name: 'HttpRequestError', status: 401 }, 'stop', /refuses the request \(HTTP 401\)/],
  [{ name: 'HttpRequestError', status: 429 }, 'retry', /An error \(HTTP 429\) comes back/],
  [{ name: 'HttpRequestError' }, 'retry', /No node answers/],
  [{ name: 'TimeoutError' }, 'retry', /No node answers/],
])('%o is %s', (fields, kind, words) => {
  const cause = Object.assign(new Error('x'), { url: 'https://node.example/s3cret', ...fields });
  const error = toKeeperError(new Error('outer', { cause }));
  expect(error.kind).toBe(kind);
  expect(error.shortMessage).toMatch(words);
  expect(error.shortMessage).not.toContain('s3cret');
});
