/** The two legs of a loop: LST supplied and WETH owed, wei. */
export type Position = { readonly collateral: bigint; readonly debt: bigint };
