// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";

/// @title IVaultValues
/// @notice What the vault is worth, holds and asks its rates of.
interface IVaultValues is IVaultTypes {
    /// @notice Values every strategy live, stores the sums, accrues, mints fees, and charges `riskUp` with what was lost since the checkpoint.
    function sync() external;

    /// @notice The valuation with every strategy read live; what a leave in this transaction would use.
    function valuation() external view returns (Valuation memory);

    /// @notice LST that the vault holds itself, by its own count; tokens sent to it without a deposit are not in it.
    function idle() external view returns (uint256);

    /// @notice The listed strategies in the order in which withdrawals pull from them.
    function strategies() external view returns (address[] memory);

    function oracle() external view returns (ILstOracle);
}
