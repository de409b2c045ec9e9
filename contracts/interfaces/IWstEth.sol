// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast reads of Lido's wstETH.
interface IWstEth {
    /// @notice stETH (wei) that one wstETH unwraps to: the redemption rate, ETH per LST in WAD.
    function stEthPerToken() external view returns (uint256);
}
