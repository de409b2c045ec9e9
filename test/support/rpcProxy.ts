import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** What goes wrong with a request, once it has matched. */
export type Fault =
  /** The connection is cut before the node sees the request. */
  | { readonly kind: 'drop' }
  /** The node gets the request and carries it out; its answer never arrives. */
  | { readonly kind: 'forwardThenDrop' }
  /** Neither answer nor end. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The answer ends in the middle. */
  | { readonly kind: 'truncate' }
  | { readonly kind: 'status'; readonly status: number }
  /** Another answer than the node's. */
  | { readonly kind: 'answer'; readonly result: unknown }
  /** The node is asked something else, such as about an older block. */
  | { readonly kind: 'rewrite'; readonly params: (params: readonly unknown[]) => readonly unknown[] };

export type Rule = Fault & {
  /** The JSON-RPC method; every one where it is left out. */
  readonly method?: string;
  /** How often it strikes; for ever where it is left out. */
  readonly times?: number;
};

export interface RpcProxy {
  readonly url: string;
  /** Methods in the order in which they were asked for, faults included. */
  readonly calls: readonly string[];
  /** Adds a fault; the first that fits strikes. */
  fail(rule: Rule): void;
  /** No more faults, and no calls remembered. */
  clear(): void;
  stop(): Promise<void>;
}

type Request = { readonly id: unknown; readonly method: string; readonly params?: readonly unknown[] };

/** An HTTP proxy in front of a node that fails as real RPC providers do. */
export async function startRpcProxy(upstream: string): Promise<RpcProxy> {
  const rules: { rule: Rule; left: number }[] = [];
  const calls: string[] = [];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const message = JSON.parse(Buffer.concat(chunks).toString()) as Request;
    calls.push(message.method);
    const fault = strike(message.method);
    if (fault?.kind === 'drop') return void response.destroy();
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end('{}');
    if (fault?.kind === 'answer') return respond(response, { jsonrpc: '2.0', id: message.id, result: fault.result });
    if (fault?.kind === 'delay') await setTimeout(fault.milliseconds);
    const params = fault?.kind === 'rewrite' ? fault.params(message.params ?? []) : message.params;
    const answer = await fetch(upstream, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...message, params }),
    });
    const text = await answer.text();
    if (fault?.kind === 'forwardThenDrop') return void response.destroy();
    const body = fault?.kind === 'truncate' ? text.slice(0, Math.floor(text.length / 2)) : text;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  }

  function strike(method: string): Rule | undefined {
    const found = rules.find(({ rule, left }) => left > 0 && (rule.method ?? method) === method);
    if (found !== undefined) found.left -= 1;
    return found?.rule;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    fail: (rule) => void rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }),
    clear: () => {
      rules.length = 0;
      calls.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function respond(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
