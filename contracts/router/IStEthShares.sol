// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStEth} from "strategies/lido/interfaces/IStEth.sol";

/// @notice What the router asks of stETH beside.
interface IStEthShares is IStEth {
    /// @notice The least stETH (wei) that moves all of `shares`, while a share is worth a wei or more.
    function getPooledEthBySharesRoundUp(uint256 shares) external view returns (uint256 stEth);
}
