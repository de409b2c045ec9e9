// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title IAaveV3LoopPar
/// @notice How a loop levers down at par: collateral goes to the issuer's withdrawal queue, and what the issuer pays repays debt.
/// @dev Slower than `IAaveV3Loop.leverDown` by the days that the issuer takes, and without its price. These are never called: the vault hands their ABI
/// encoding to `deploy`, `free` or `manage`, and the loop has no entry of these names. Errors and events of the queue are `ILidoRequests`', whose address
/// is the loop's `requests()`; a repayment is a `LeveredDown` for which no LST was sold.
interface IAaveV3LoopPar {
    /// @notice Takes collateral out and asks the issuer to redeem it. Refused where it would leave health factor under the floor, while the issuer's
    /// queue is paused, below its minimum, and with too many requests open.
    /// @param lst LST in wei.
    function requestPar(uint256 lst) external;

    /// @notice Claims finalized requests and repays debt with what they pay. Where that is more than the debt, LST is acquired for the rest at the better of
    /// pool and issuer, within the oracle's bound, and supplied.
    /// @param ids Open requests. @param hints Of each, see `ILidoRequests.openRequests`.
    function claimAndRepay(uint256[] calldata ids, uint256[] calldata hints) external;
}
