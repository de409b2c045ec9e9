/** What this check needs of a client. */
interface Requester {
  request(args: { method: 'web3_clientVersion' }): Promise<unknown>;
}

/** Whether the node is a development node (anvil, replica or fork), which is told by its `web3_clientVersion`. */
export async function isReplica(client: Requester): Promise<boolean> {
  const version = await client.request({ method: 'web3_clientVersion' });
  return typeof version === 'string' && version.toLowerCase().startsWith('anvil/');
}
