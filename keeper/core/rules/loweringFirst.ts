import type { SaleProposal } from './proposal.ts';

/**
 * Keeps what only lowers risk apart from what adds LST: one action that raises risk would have the whole batch charged to the smaller budget,
 * and refused while that is used up. Where anything is sold, additions wait for the next batch.
 */
export function loweringFirst(rescues: readonly SaleProposal[]): readonly SaleProposal[] {
  const lowers = rescues.some(({ action, raises }) => action !== undefined && raises !== true);
  if (!lowers) return rescues;
  return rescues.map((rescue) => {
    if (rescue.action === undefined || rescue.raises !== true) return rescue;
    const { action: _, ...rest } = rescue;
    return {
      ...rest,
      reasons: rescue.reasons.map((reason) => ({
        ...reason,
        verdict: 'hold',
        text: `Waits for the next batch, since this one only lowers risk: ${reason.text}`,
      })),
    };
  });
}
