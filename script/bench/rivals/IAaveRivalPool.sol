// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";

/// @notice What the rivals use of Aave's pool beyond what Ballast uses.
interface IAaveRivalPool is IAavePool {
    function borrow(address asset, uint256 amount, uint256 interestRateMode, uint16 referralCode, address onBehalfOf)
        external;

    /// @dev Takes amount and premium back from the receiver by its approval.
    function flashLoanSimple(
        address receiverAddress,
        address asset,
        uint256 amount,
        bytes calldata params,
        uint16 referralCode
    ) external;
}
