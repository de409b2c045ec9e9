// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";

/// @title AaveV3Refusals
/// @notice Asked by a loop after Aave has refused: reverts with the reason and its figures, or returns where it finds none.
/// @dev A contract of its own, made by the loop, since only failures need its code and the loop's own room is limited.
contract AaveV3Refusals {
    /// @notice Why LST could not be supplied.
    function explainSupply(ReserveChecks.Market calldata market, uint256 amount) external view {
        ReserveChecks.explainSupply(market, amount);
    }

    /// @notice Why `account` could not borrow WETH against LST by a flash loan.
    function explainBorrow(ReserveChecks.Market calldata market, address account, uint256 eth) external view {
        ReserveChecks.explainBorrow(market, account, eth);
    }

    /// @notice Why a WETH debt could not be repaid.
    function explainRepay(ReserveChecks.Market calldata market) external view {
        ReserveChecks.explainRepay(market.pool, market.weth);
    }

    /// @notice Why LST could not be withdrawn.
    function explainWithdraw(ReserveChecks.Market calldata market, uint256 amount) external view {
        ReserveChecks.explainWithdraw(market.pool, market.lst, amount);
    }
}
