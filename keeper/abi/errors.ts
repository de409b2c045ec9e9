import { aaveErrorsAbi } from './aaveErrors.gen.ts';
import { aaveV3LoopAbi } from './aaveV3Loop.gen.ts';
import { lstOracleAbi } from './lstOracle.gen.ts';
import { lstVaultAbi } from './lstVault.gen.ts';
import { strategyAbi } from './strategy.gen.ts';
import { withdrawalQueueAbi } from './withdrawalQueue.gen.ts';

/** Every custom error that a batch, or a call of the command line, can end in: ours first, since Aave has some of the same names without their facts. */
export const errorsAbi = [
  ...lstVaultAbi,
  ...lstOracleAbi,
  ...strategyAbi,
  ...aaveV3LoopAbi,
  ...withdrawalQueueAbi,
  ...aaveErrorsAbi,
].filter((item) => item.type === 'error');
