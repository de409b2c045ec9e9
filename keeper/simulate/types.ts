/** What the exact calldata would do from the keeper's address at the block that was decided on. */
export type Simulation =
  | {
      readonly status: 'ok';
      /** Gas limit to send with: the estimate and a margin. */
      readonly gasLimit: bigint;
      readonly gasEstimate: bigint;
    }
  | {
      readonly status: 'reverts';
      /** One sentence that names the error and its facts. */
      readonly reason: string;
      /** Name of the custom error where it is known, such as `CapExceeded`. */
      readonly errorName?: string;
    };
