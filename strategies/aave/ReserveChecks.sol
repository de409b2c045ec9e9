// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";

/// @title ReserveChecks
/// @notice Says why Aave refused. Aave alone judges what is allowed; after it has refused, these name the reason with its figures, and return
/// where they find none. So a success pays nothing for them, and no check of ours can block what Aave would take.
library ReserveChecks {
    using ReserveConfig for uint256;

    /// @notice The market that a loop lives in.
    struct Market {
        IAavePool pool;
        address lst;
        address weth;
        uint256 lstId;
        uint256 wethId;
        uint8 category;
    }

    /* WHY AAVE REFUSED */

    /// @notice Why LST could not be supplied.
    function explainSupply(Market memory m, uint256 amount) internal view {
        _requireOpen(m.pool, m.lst);
        uint256 cap = m.pool.getConfiguration(m.lst).supplyCap();
        uint256 supplyAfter = countedSupply(m.pool, m.lst) + amount;
        require(cap == 0 || supplyAfter <= cap, IAaveV3Loop.SupplyCapReached(supplyAfter, cap));
    }

    /// @notice Why WETH could not be borrowed against LST by a flash loan.
    function explainBorrow(Market memory m, address account, uint256 eth) internal view {
        _requireOpen(m.pool, m.lst);
        _requireOpen(m.pool, m.weth);
        requireEMode(m, account);
        require(ltvBps(m) != 0, IAaveV3Loop.LtvZero(m.lst));

        IAavePool.ReserveData memory reserve = m.pool.getReserveData(m.weth);
        require(reserve.configuration.flashLoanEnabled(), IAaveV3Loop.FlashLoanDisabled(m.weth));
        uint256 available = m.pool.getVirtualUnderlyingBalance(m.weth);
        require(eth <= available, IAaveV3Loop.LiquidityInsufficient(m.weth, eth, available));
        uint256 cap = reserve.configuration.borrowCap();
        uint256 debtAfter = AaveV3LoopMath.debtAfterBorrow(
            IAaveScaledToken(reserve.variableDebtTokenAddress).scaledTotalSupply(),
            eth,
            m.pool.getReserveNormalizedVariableDebt(m.weth)
        );
        require(cap == 0 || debtAfter <= cap, IAaveV3Loop.BorrowCapReached(debtAfter, cap));
    }

    /// @notice Why a debt could not be repaid.
    function explainRepay(IAavePool pool, address asset) internal view {
        _requireUnpaused(pool, asset);
    }

    /// @notice Why collateral could not be withdrawn.
    function explainWithdraw(IAavePool pool, address asset, uint256 amount) internal view {
        _requireUnpaused(pool, asset);
        uint256 available = pool.getVirtualUnderlyingBalance(asset);
        require(amount <= available, IAaveV3Loop.LiquidityInsufficient(asset, amount, available));
    }

    /* STATE */

    /// @notice Reverts unless `account` is in the category and both assets are members of it as the loop needs them.
    function requireEMode(Market memory m, address account) internal view {
        (bool intact, uint256 actual, bool collateralIn, bool debtIn) = eMode(m, account);
        require(intact, IAaveV3Loop.EModeChanged(m.category, actual, collateralIn, debtIn));
    }

    /// @notice Whether `account` is in the category with the LST as its collateral and WETH as its debt.
    function eMode(Market memory m, address account)
        internal
        view
        returns (bool intact, uint256 actual, bool collateralIn, bool debtIn)
    {
        actual = m.pool.getUserEMode(account);
        collateralIn = _isEModeCollateral(m);
        debtIn = uint256(m.pool.getEModeCategoryBorrowableBitmap(m.category)).contains(m.wethId);
        intact = actual == m.category && collateralIn && debtIn;
    }

    /// @notice Loan-to-value (bps) of the LST for an account in the category.
    function ltvBps(Market memory m) internal view returns (uint256) {
        if (!_isEModeCollateral(m)) return m.pool.getConfiguration(m.lst).ltvBps();
        bool zero = uint256(m.pool.getEModeCategoryLtvzeroBitmap(m.category)).contains(m.lstId);
        return zero ? 0 : m.pool.getEModeCategoryCollateralConfig(m.category).ltv;
    }

    /// @notice Liquidation threshold (bps) of the LST for an account in the category.
    function liquidationThresholdBps(Market memory m) internal view returns (uint256) {
        return _isEModeCollateral(m)
            ? m.pool.getEModeCategoryCollateralConfig(m.category).liquidationThreshold
            : m.pool.getConfiguration(m.lst).liquidationThresholdBps();
    }

    /// @notice Supply (wei) as Aave counts it against the cap: what has been minted, what has accrued to the treasury, and what would
    /// accrue to it in an update now.
    /// @dev Formulas: Aave 3.6 `ReserveLogic._accrueToTreasury`, `ValidationLogic.validateSupply`.
    function countedSupply(IAavePool pool, address asset) internal view returns (uint256) {
        IAavePool.ReserveData memory reserve = pool.getReserveData(asset);
        uint256 index = pool.getReserveNormalizedIncome(asset);
        uint256 accrued = Math.mulDiv(
            IAaveScaledToken(reserve.variableDebtTokenAddress).scaledTotalSupply(),
            pool.getReserveNormalizedVariableDebt(asset) - reserve.variableBorrowIndex,
            AaveV3LoopMath.RAY
        );
        uint256 toTreasury =
            (accrued * reserve.configuration.reserveFactorBps() + AaveV3LoopMath.BPS / 2) / AaveV3LoopMath.BPS;
        uint256 scaled = IAaveScaledToken(reserve.aTokenAddress).scaledTotalSupply() + reserve.accruedToTreasury
            + toTreasury * AaveV3LoopMath.RAY / index;
        return scaled * index / AaveV3LoopMath.RAY;
    }

    function _isEModeCollateral(Market memory m) private view returns (bool) {
        return uint256(m.pool.getEModeCategoryCollateralBitmap(m.category)).contains(m.lstId);
    }

    function _requireOpen(IAavePool pool, address asset) private view {
        _requireUnpaused(pool, asset);
        require(!pool.getConfiguration(asset).frozen(), IAaveV3Loop.ReserveFrozen(asset));
    }

    function _requireUnpaused(IAavePool pool, address asset) private view {
        uint256 config = pool.getConfiguration(asset);
        require(config.active(), IAaveV3Loop.ReserveInactive(asset));
        require(!config.paused(), IAaveV3Loop.ReservePaused(asset));
    }
}
