import type { Address } from 'viem';
import { mainnet } from '../../../../keeper/protocols/mainnet.ts';

/** Mainnet addresses of the parts of Lido that the replica has, beside those that Ballast itself calls. */
export const lidoAddresses = {
  stEth: mainnet.stEth,
  wstEth: mainnet.wstEth,
  withdrawalQueue: mainnet.withdrawalQueue,
  locator: '0xC1d0b3DE6792Bf6b4b37EccdcC24e45978Cfd2Eb',
  accounting: '0x23ED611be0e1a820978875C0122F92260804cdDf',
  accountingOracle: '0x852deD011285fe67063a08005c71a85690503Cee',
  /** The DAO's agent: treasury, and holder of the roles. */
  agent: '0x3e40D73EB977Dc6a537aF587D48316feE66E9C8c',
  burner: '0xE76c52750019b80B43E36DF30bf4060EB73F573a',
  /** The burner of the second version. */
  burnerV2: '0xD15a672319Cf0352560eE76d9e89eAB0889046D3',
  eip712: '0x8F73e4C2A6D852bb4ab2A45E6a9CF5715b3228B7',
  elRewardsVault: '0x388C818CA8B9251b393131C08a736A67ccB19297',
  operators: '0x55032650b14df07b85bF18A3a3eC8E0Af2e028d5',
  sanityChecker: '0xf1647c86E6D7959f638DD9CE1d90e2F3C9503129',
  stakingRouter: '0xFdDf38947aFB03C621C71b06C9C70bce73f12999',
  withdrawalVault: '0xB9D7934878B5FB9610B3fE8A5e441e8fad7E293f',
} as const satisfies Record<string, Address>;
