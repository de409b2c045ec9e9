import type { RaiseProposal } from './proposal.ts';

/**
 * Keeps the raise that gains most and turns the others into waiting: two in one batch would each reckon with the whole of the idle LST and of
 * the market's room. On a tie the first in the vault's order goes first.
 */
export function bestOnly(raises: readonly RaiseProposal[]): readonly RaiseProposal[] {
  const best = raises.reduce<RaiseProposal | undefined>(
    (leader, raise) =>
      raise.action !== undefined && (leader === undefined || raise.gainWei > leader.gainWei) ? raise : leader,
    undefined,
  );
  return raises.map((raise) => {
    if (raise === best || raise.action === undefined) return raise;
    const { action: _, ...rest } = raise;
    return {
      ...rest,
      reasons: raise.reasons.map((reason) => ({
        ...reason,
        verdict: 'hold',
        text: `Waits for the next batch, since another loop gains more in this one: ${reason.text}`,
      })),
    };
  });
}
