// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast reads of Aave's supply and debt tokens.
interface IAaveScaledToken {
    function balanceOf(address user) external view returns (uint256);
    function totalSupply() external view returns (uint256);

    /// @notice Balance before the reserve's index is applied.
    function scaledBalanceOf(address user) external view returns (uint256);
    function scaledTotalSupply() external view returns (uint256);
}
