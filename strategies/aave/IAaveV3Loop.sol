// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";

/// @title IAaveV3Loop
/// @notice LST collateral and WETH debt on Aave v3 in an e-mode category.
/// @dev The operations below are never called directly: the vault hands their ABI encoding to `deploy`, `free` or `manage`.
interface IAaveV3Loop is IStrategy, IRescuable {
    /// @notice The sizes of the shocks after which health factor must still be at least one, and the largest execution cost.
    /// @param oracleErrorBps The lender's oracle reports the collateral this much too low.
    /// @param depegBps The lender's oracle follows a market discount of this size.
    /// @param debtGrowthBps The debt grows by this much before anyone acts.
    /// @param maxSlippageBps The worst execution against the oracle's market rate that an operation accepts.
    struct Limits {
        uint16 oracleErrorBps;
        uint16 depegBps;
        uint16 debtGrowthBps;
        uint16 maxSlippageBps;
    }

    /* ERRORS */

    error ReserveInactive(address asset);
    error ReserveFrozen(address asset);
    error ReservePaused(address asset);
    error FlashLoanDisabled(address asset);
    /// @notice The collateral has a loan-to-value of zero: it may leave but supports no new debt.
    error LtvZero(address asset);
    /// @notice The account's e-mode, or the assets in it, are no longer what the strategy was built for.
    error EModeChanged(
        uint256 expectedCategory, uint256 actualCategory, bool collateralInCategory, bool debtInCategory
    );
    error SupplyCapReached(uint256 supplyAfter, uint256 cap);
    error BorrowCapReached(uint256 debtAfter, uint256 cap);
    error LiquidityInsufficient(address asset, uint256 requested, uint256 available);
    /// @notice The operation would leave health factor under the floor.
    error HealthBelowFloor(uint256 healthFactorWad, uint256 floorWad);
    /// @notice More ETH to repay than is owed.
    error RepayExceedsDebt(uint256 eth, uint256 debt);
    /// @notice More LST asked for than can leave above the floor for leavers and within the lender's liquidity.
    error WithdrawExceedsAvailable(uint256 requested, uint256 available);

    /* EVENTS */

    /// @param eth WETH borrowed. @param lstFromPool LST bought. @param lstFromIssuer LST minted at par.
    event LeveredUp(uint256 eth, uint256 lstFromPool, uint256 lstFromIssuer, uint256 healthFactorWad);
    /// @notice A leaver's slice was closed. @param eth WETH repaid. @param lstPaid LST sold for it. @param lstOut LST sent to the vault.
    event Unwound(uint256 fractionWad, uint256 eth, uint256 lstPaid, uint256 lstOut);
    /// @param eth WETH repaid. @param lstPaid LST sold for it.
    event LeveredDown(uint256 eth, uint256 lstPaid, uint256 healthFactorWad);

    /* OPERATIONS (encoded, never called) */

    /// @notice Borrows `eth` WETH by a flash swap, or by a flash loan that opens debt, acquires LST for it at the better of
    /// pool and issuer, and supplies it.
    /// @param minLst The caller's bound in LST wei; the oracle's bound holds as well, the tighter wins.
    function leverUp(uint256 eth, uint256 minLst) external;

    /// @notice Repays `eth` WETH by a flash swap paid with collateral. Allowed in every state in which Aave takes a repayment.
    /// @param eth WETH in wei; `type(uint256).max` repays all.
    /// @param maxLst The caller's bound in LST wei; the oracle's bound holds as well, the tighter wins.
    function leverDown(uint256 eth, uint256 maxLst) external;

    /* ANYONE */

    /// @notice Switches off up to `most` collaterals that strangers supplied in the loop's name. Anyone may call; nothing of the loop's own moves.
    function shedForeignCollateral(uint256 most) external;

    /* VIEWS */

    /// @notice Health factor (WAD) by Aave's formula and rounding on live balances of LST and WETH; `type(uint256).max` without debt.
    function healthFactorWad() external view returns (uint256);

    /// @notice The health factor (WAD) under which nothing may raise leverage. From `limits()`: after the three shocks
    /// together it is still one, (1 + debtGrowth) / ((1 − oracleError) × (1 − depeg)), rounded up. Never under 1.03.
    function healthFloorWad() external view returns (uint256);

    /// @notice The higher health factor under which no leaver may bring the loop: at the floor itself the keeper would have to sell at once, at
    /// the cost of those who stay.
    function withdrawFloorWad() external view returns (uint256);

    /// @notice The health factor (WAD) under which anybody may have the loop rescued at once: half way between one and the floor.
    function rescueTriggerWad() external view returns (uint256);

    function limits() external view returns (Limits memory);

    /// @notice Collateral (LST wei) and debt (WETH wei), to the wei as Aave's tokens report them.
    function position() external view returns (uint256 collateral, uint256 debt);

    function pool() external view returns (address);
    function uniswapPool() external view returns (address);
    function weth() external view returns (address);
    function eModeCategory() external view returns (uint8);
}
