// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title AaveV3LoopOperation
/// @notice What the vault is having done in this transaction.
abstract contract AaveV3LoopOperation {
    enum Operation {
        None,
        LeverUp,
        BuyOnCredit,
        LeverDown
    }

    /// @dev Callbacks are taken in no other.
    Operation internal transient _operation;
}
