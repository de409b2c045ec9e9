import { z } from 'zod';

/** Which of the market's two reserves a scenario is about. */
export const assetOption = z.enum(['weth', 'wsteth']).describe('the reserve: weth or wsteth');
