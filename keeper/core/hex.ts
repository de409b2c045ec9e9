/** A 20-byte address, `0x` and 40 hex digits, in whatever case the reader got it; compare with {@link sameAddress}. */
export type Address = `0x${string}`;

/** Any bytes, hashes included. */
export type Hex = `0x${string}`;
