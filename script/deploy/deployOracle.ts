import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { readArtifact } from '../toolchain/readArtifact.ts';
import type { DeployedContract, Sender } from './createSender.ts';
import { vaultSettings } from './vaultSettings.ts';

export interface DeployedOracle {
  readonly oracle: DeployedContract;
  readonly sources: readonly (DeployedContract & { readonly name: string })[];
}

/** Deploys the wstETH oracle: par from Lido, market from Chainlink's stETH/ETH feed and from the Uniswap pool's TWAP. */
export async function deployOracle(sender: Sender): Promise<DeployedOracle> {
  const deploy = async (name: string, args: readonly unknown[]) =>
    sender.deploy({ name, ...(await readArtifact(name)), args });
  const { oracle: config, feedMaxAgeSeconds, twapWindowSeconds, twapMinLiquidity } = vaultSettings;
  const par = await deploy('WstEthParSource', [mainnet.wstEth]);
  const feed = await deploy('ChainlinkRateSource', [mainnet.stEthEthFeed, feedMaxAgeSeconds, par.address]);
  const pool = [mainnet.wstEthWethPool, mainnet.wstEth, mainnet.weth] as const;
  const twap = await deploy('UniswapTwapRateSource', [...pool, twapWindowSeconds, twapMinLiquidity]);
  const oracle = await deploy('LstOracle', [par.address, [feed.address, twap.address], config]);
  return {
    oracle,
    sources: [
      { name: 'lido-par', ...par },
      { name: 'chainlink-steth-eth', ...feed },
      { name: 'uniswap-twap', ...twap },
    ],
  };
}
