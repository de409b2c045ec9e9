// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEigenPausable} from "strategies/eigenlayer/interfaces/IEigenPausable.sol";

/// @notice One token restaked at EigenLayer, in shares.
interface IEigenStrategy is IEigenPausable {
    function strategyManager() external view returns (address);
    function underlyingToken() external view returns (address);

    /// @notice What shares are worth now in the token, rounded down.
    function sharesToUnderlyingView(uint256 shares) external view returns (uint256 amount);
}
