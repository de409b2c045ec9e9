// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast uses of Lido's stETH beside ERC-20.
interface IStEth {
    /// @notice Whether minting is paused.
    function isStakingPaused() external view returns (bool);

    /// @notice ETH (wei) that can be staked now; zero while paused, `type(uint256).max` without a limit.
    function getCurrentStakeLimit() external view returns (uint256);

    /// @notice What shares are worth now, ETH wei, rounded down. Of 1e27 shares it is the share rate with 27 decimals, as withdrawals are finalized at it.
    function getPooledEthByShares(uint256 shares) external view returns (uint256 eth);

    /// @notice Shares that are worth at most `eth` now, rounded down.
    function getSharesByPooledEth(uint256 eth) external view returns (uint256 shares);

    /// @notice Where Lido's other contracts are.
    function getLidoLocator() external view returns (address);

    /// @notice Shares, which unlike balances do not move with rebases and lose nothing to rounding in a transfer.
    function sharesOf(address account) external view returns (uint256);
    function transferShares(address to, uint256 shares) external returns (uint256 stEth);
}
