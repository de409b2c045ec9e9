// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title IRescueUpkeep
/// @notice The vault's rescue in the shapes that networks of keepers ask for: Chainlink Automation's, and a bare check for any other.
interface IRescueUpkeep {
    /// @notice Whether a strategy can be rescued now, and which one first.
    /// @return due Whether there is one. @return strategy The first in the vault's order.
    function check() external view returns (bool due, address strategy);

    /// @notice As `check`, for Chainlink Automation. @return performData What `performUpkeep` takes.
    function checkUpkeep(bytes calldata checkData) external view returns (bool upkeepNeeded, bytes memory performData);

    /// @notice Rescues the strategy that `performData` names, where that is due; anyone may call, and the bounty is the caller's (where a
    /// network calls through a forwarder of its own, the forwarder's).
    /// @param performData ABI encoding of the strategy's address. The vault checks anew, so that a stale or invented one only reverts.
    function performUpkeep(bytes calldata performData) external;
}
