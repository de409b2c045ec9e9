// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast mints wstETH with: ether sent to the token is staked, and the sender gets one wstETH for each share of stETH.
interface IWstEthMint {
    function stETH() external view returns (address);
    receive() external payable;
}
