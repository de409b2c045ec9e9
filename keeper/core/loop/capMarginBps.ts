/** A cap is kept by this share of it, so that a batch does not revert because somebody else was first by a little. */
export const capMarginBps = 5n;
