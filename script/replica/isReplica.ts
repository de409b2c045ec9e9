/** Any viem client: their `request` differs in the methods that its type lists. */
interface Requester {
  readonly request: (args: never) => Promise<unknown>;
}

/** Whether the node is a development node (anvil, replica or fork), which is told by its `web3_clientVersion`. */
export async function isReplica(client: Requester): Promise<boolean> {
  const request = client.request as (args: { method: string }) => Promise<unknown>;
  const version = await request({ method: 'web3_clientVersion' });
  return typeof version === 'string' && version.toLowerCase().startsWith('anvil/');
}
