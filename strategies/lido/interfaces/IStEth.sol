// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast reads of Lido's stETH.
interface IStEth {
    /// @notice Whether minting is paused.
    function isStakingPaused() external view returns (bool);

    /// @notice ETH (wei) that can be staked now; zero while paused, `type(uint256).max` without a limit.
    function getCurrentStakeLimit() external view returns (uint256);
}
