import { type Address, getAddress, keccak256, slice, toBytes } from 'viem';

const invented = (part: string): Address =>
  getAddress(slice(keccak256(toBytes(`ballast.replica.eigenlayer.${part}`)), 12));

/** Mainnet addresses of EigenLayer's contracts, and the parties that the replica invents: nobody has their keys, the node sends for them. */
export const eigenAddresses = {
  delegationManager: '0x39053D51B77DC0d36036Fc1fCc8Cb819df8Ef37A',
  strategyManager: '0x858646372CC42E1A627fcE94aa7A7033e7CF075A',
  allocationManager: '0x948a420b8CC1d6BFd0B6087C2E7c344a2CD0bc39',
  pauserRegistry: '0x0c431C66F4dE941d089625E5B423D00707977060',
  stEthStrategy: '0x93c4b944D05dfe6df7645A86cd2206016c51564D',
  /** Pauses, and opens the list of strategies that take deposits. */
  governor: invented('governor'),
  /** The service that may slash both operators, by its operator set 1. */
  service: invented('service'),
  operators: { first: invented('operator.1'), second: invented('operator.2') },
} as const;
