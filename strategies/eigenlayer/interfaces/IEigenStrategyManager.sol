// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEigenPausable} from "strategies/eigenlayer/interfaces/IEigenPausable.sol";

/// @notice Where tokens are restaked.
interface IEigenStrategyManager is IEigenPausable {
    /// @notice Takes tokens of the caller, who has approved them. @return shares Deposit shares.
    function depositIntoStrategy(address strategy, address token, uint256 amount) external returns (uint256 shares);
    function strategyIsWhitelistedForDeposit(address strategy) external view returns (bool);
}
