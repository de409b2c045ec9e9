// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Aave's pool calls on the receiver of a flash loan.
interface IAaveFlashLoanReceiver {
    /// @param initiator Who called `flashLoan`.
    /// @return True, or the pool reverts.
    function executeOperation(
        address[] calldata assets,
        uint256[] calldata amounts,
        uint256[] calldata premiums,
        address initiator,
        bytes calldata params
    ) external returns (bool);
}
