// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice wstETH as a wrapper of stETH shares.
interface IWstEthWrapper {
    /// @notice Takes stETH of the caller, who has approved it. @return wstEth One for each share.
    function wrap(uint256 stEth) external returns (uint256 wstEth);

    /// @notice Gives the shares back. @return stEth What they are worth now.
    function unwrap(uint256 wstEth) external returns (uint256 stEth);
    function getStETHByWstETH(uint256 wstEth) external view returns (uint256 stEth);
}
