import { aaveErrorsAbi } from './aaveErrors.gen.ts';
import { aaveV3LoopAbi } from './aaveV3Loop.gen.ts';
import { lstOracleAbi } from './lstOracle.gen.ts';
import { lstVaultAbi } from './lstVault.gen.ts';
import { strategyAbi } from './strategy.gen.ts';

/** Every custom error that a batch can end in: ours first, since Aave has some of the same names without their facts. */
export const errorsAbi = [...lstVaultAbi, ...lstOracleAbi, ...strategyAbi, ...aaveV3LoopAbi, ...aaveErrorsAbi].filter(
  (item) => item.type === 'error',
);
