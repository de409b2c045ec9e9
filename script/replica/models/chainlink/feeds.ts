import { parseAbi } from 'viem';
import { mainnet } from '../../../../keeper/protocols/mainnet.ts';

/**
 * The Chainlink feeds of the replica. Decimals and heartbeats are mainnet's (data.chain.link). The first answers are ETH's price in April 2026
 * (3.0 million WETH were 7.1 billion USD, governance.aave.com/t/24478) and stETH two basis points under its peg.
 */
export const feeds = {
  ethUsd: { address: mainnet.ethUsdFeed, decimals: 8, heartbeatSeconds: 3_600n, firstAnswer: 2_367_00000000n },
  stEthEth: {
    address: mainnet.stEthEthFeed,
    decimals: 18,
    heartbeatSeconds: 86_400n,
    firstAnswer: 999_800_000_000_000_000n,
  },
} as const;

export type FeedName = keyof typeof feeds;

/** What is called of a feed: Chainlink's own read functions, and the setters of the contract that stands in for the aggregator. */
export const feedAbi = parseAbi([
  'function decimals() view returns (uint8)',
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
  'function latestRound() view returns (uint256)',
  'function updateAnswer(int256 answer)',
  'function updateRoundData(uint80 roundId, int256 answer, uint256 timestamp, uint256 startedAt)',
]);
