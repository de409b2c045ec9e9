import { type Address, encodeAbiParameters, type Hex, keccak256 } from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { vaultSettings } from './vaultSettings.ts';

export type RiskKind = keyof typeof vaultSettings.riskCapBps;

/** One thing that the Aave loop shares with other strategies, with the id that contracts/libraries/RiskIds.sol makes of it. */
export interface LoopRisk {
  readonly kind: RiskKind;
  readonly account: Address;
  readonly id: Hex;
  readonly capBps: number;
}

/** In the order in which the loop names them. */
const parties: Readonly<Record<RiskKind, Address>> = {
  issuer: mainnet.wstEth,
  lender: mainnet.aavePool,
  'lender-oracle': mainnet.aavePoolAddressesProvider,
  pool: mainnet.wstEthWethPool,
};

/** What a wstETH loop on Aave can fail by together with others; the deployment is checked against what the loop itself names. */
export const loopRisks: readonly LoopRisk[] = (Object.entries(parties) as [RiskKind, Address][]).map(
  ([kind, account]) => ({ kind, account, id: riskId(kind, account), capBps: vaultSettings.riskCapBps[kind] }),
);

function riskId(kind: RiskKind, account: Address): Hex {
  return keccak256(encodeAbiParameters([{ type: 'string' }, { type: 'address' }], [kind, account]));
}
