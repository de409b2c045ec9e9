import { type Address, type Hex, maxUint256, numberToHex, pad, stringToHex } from 'viem';
import { KeeperError } from '../../../../keeper/core/errors.ts';
import type { ManifestEntry, OverlayState, ReplicaNode } from '../../types.ts';
import { applyOverlay } from './applyOverlay.ts';
import { stEthAbi } from './lidoAbis.ts';
import { lidoAddresses } from './lidoAddresses.ts';
import { lidoSlots, stEthAllowanceSlot } from './lidoSlots.ts';
import { openWithdrawalQueue } from './openWithdrawalQueue.ts';
import { placeLidoPeriphery } from './placeLidoPeriphery.ts';
import { writeStakeLimit } from './writeStakeLimit.ts';

/** The accounts of a recording that are overlaid; everything else of the replica is built. */
const overlaid = [
  'stETH',
  'lidoImpl',
  'aragonKernel',
  'aragonKernelImpl',
  'wstETH',
  'withdrawalQueue',
  'withdrawalQueueImpl',
];

const { stEth, wstEth, withdrawalQueue, locator, burnerV2 } = lidoAddresses;

const word = (value: bigint) => numberToHex(value, { size: 32 });
/** A string of at most 31 bytes, as Solidity stores it: the bytes from the left, twice their number in the last. */
const shortString = (text: string) => word(BigInt(stringToHex(text, { size: 32 })) + BigInt(2 * text.length));

/** Slots that mainnet set once and recordings of touched slots lack. */
const untouched: readonly (readonly [Address, Hex, Hex])[] = [
  [stEth, lidoSlots.version, word(2n)],
  [stEth, lidoSlots.locatorV2, pad(locator)],
  [stEth, stEthAllowanceSlot(withdrawalQueue, burnerV2), word(maxUint256)],
  [wstEth, word(3n), shortString('Wrapped liquid staked Ether 2.0')],
  [wstEth, word(4n), shortString('wstETH')],
  [wstEth, word(5n), word(18n)],
];

/**
 * Puts Lido's real code and recorded storage at the mainnet addresses.
 *
 * A recording holds touched slots only, so what is needed beside them is filled in with mainnet's facts: address book, version, the burner's
 * allowance, the token's name. The withdrawal queue starts empty.
 *
 * @throws KeeperError `stop` when the recording lacks an account or is of stETH's third version
 */
export async function buildLidoOverlay(node: ReplicaNode, overlay: OverlayState): Promise<readonly ManifestEntry[]> {
  const { client } = node;
  refuseOtherVersions(overlay);
  const core = await applyOverlay(node, overlay, overlaid);
  const periphery = await placeLidoPeriphery(node, 2);
  for (const [address, index, value] of untouched) await client.setStorageAt({ address, index, value });
  const read = { address: stEth, abi: stEthAbi } as const;
  await client.setBalance({
    address: stEth,
    value: await client.readContract({ ...read, functionName: 'getBufferedEther' }),
  });
  // The recorded limit names a block of mainnet, far ahead of the node's, from which the real code would count backwards.
  const [, , , leftWei] = await client.readContract({ ...read, functionName: 'getStakeLimitFullInfo' });
  await writeStakeLimit(node, { paused: false, leftWei });
  await openWithdrawalQueue(node);
  return [...core, ...periphery];
}

function refuseOtherVersions(overlay: OverlayState): void {
  const recorded = overlay.stETH?.storage[lidoSlots.version];
  if (recorded === undefined || BigInt(recorded) === 2n) return;
  throw new KeeperError(
    `The recorded stETH is of version ${BigInt(recorded)}; the replica can run version 2, and models version 3. Start without --state.`,
    { kind: 'stop', facts: { version: BigInt(recorded) } },
  );
}
