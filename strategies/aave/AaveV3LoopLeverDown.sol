// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {AaveV3LoopAccount} from "strategies/aave/AaveV3LoopAccount.sol";
import {AaveV3LoopOperation} from "strategies/aave/AaveV3LoopOperation.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";

/// @title AaveV3LoopLeverDown
/// @notice Sells collateral by flash swap and repays WETH with it: as far as the keeper asks, for a leaver's slice, or for a rescue.
abstract contract AaveV3LoopLeverDown is AaveV3LoopAccount, AaveV3LoopOperation {
    using SafeCast for uint256;
    using SafeCast for int256;

    /// @dev The lower end of Uniswap's price range, one inside.
    uint160 private constant MIN_SQRT_PRICE = 4295128740;

    function _leverDown(uint256 eth, uint256 maxLst) internal {
        uint256 debt = _debt();
        if (eth == type(uint256).max) eth = debt;
        require(eth != 0, ZeroAmount());
        require(eth <= debt, RepayExceedsDebt(eth, debt));
        (, uint256 marketWad,) = _rates();
        maxLst = Math.min(maxLst, LstMarketMath.maxLst(eth, marketWad, MAX_SLIPPAGE_BPS));

        uint256 paid = _sellForDebt(eth, eth, maxLst, MIN_SQRT_PRICE);
        uint256 health = healthFactorWad();
        emit LeveredDown(eth, paid, health);
    }

    /// @dev Asks no oracle of ours (Aave asks its own while debt is left): the slice of collateral is all that it may cost, and the leaver has his own bound at the vault.
    function _unwind(uint256 fractionWad) internal {
        uint256 eth = Math.mulDiv(_debt(), fractionWad, WAD, Math.Rounding.Ceil);
        uint256 slice = Math.mulDiv(_collateral(), fractionWad, WAD);
        uint256 paid = eth == 0 ? 0 : _sellForDebt(eth, eth, slice, MIN_SQRT_PRICE);
        // Scaled balances leave a wei of the whole to Aave's rounding; asking for all takes it along.
        bool whole = fractionWad == WAD;
        uint256 rest = slice - paid;
        if (rest != 0) _takeOut(whole ? type(uint256).max : rest, VAULT);
        emit Unwound(fractionWad, eth, paid, rest);
    }

    /// @dev Where the pool does not take all of it above the oracle's bound, what it takes is sold.
    function _rescue(address receiver, uint256 bountyBps, uint256 maxBounty)
        internal
        returns (uint256 sold, uint256 bounty)
    {
        uint256 before = healthFactorWad();
        require(before < HEALTH_FLOOR_WAD, RescueNotNeeded(before, HEALTH_FLOOR_WAD));
        (, uint256 marketWad,) = _rates();
        uint256 worstWad = marketWad * (BPS - MAX_SLIPPAGE_BPS) / BPS;
        uint256 soldPerEthWad = Math.mulDiv(
            LstMarketMath.maxLst(WAD, marketWad, MAX_SLIPPAGE_BPS), BPS + bountyBps, BPS, Math.Rounding.Ceil
        );
        uint256 debtBefore = _debt();
        uint256 eth = ADVISOR.repayToFloor(_market(), address(this), HEALTH_FLOOR_WAD, soldPerEthWad);
        sold = _sellForDebt(eth, 1, type(uint256).max, LstMarketMath.sqrtSalePriceAt(worstWad, FEE_PIPS));
        bounty = Math.min(sold * bountyBps / BPS, maxBounty);
        if (bounty != 0) _takeOut(bounty, receiver);
        uint256 health = healthFactorWad();
        require(health > before, RescueUseless(health, before));
        emit LeveredDown(debtBefore - _debt(), sold, health);
    }

    /// @dev Sells collateral by a flash swap for `eth` of debt, or for as much of it as the pool gives above `sqrtPriceLimit`.
    function _sellForDebt(uint256 eth, uint256 minEth, uint256 maxLst, uint160 sqrtPriceLimit)
        private
        returns (uint256 paid)
    {
        _operation = Operation.LeverDown;
        (int256 amount0,) =
            UNISWAP.swap(address(this), true, -eth.toInt256(), sqrtPriceLimit, abi.encode(minEth, maxLst));
        _operation = Operation.None;
        paid = amount0.toUint256();
    }

    /* IN THE CALLBACK */

    /// @dev In the flash swap: the WETH is here, the LST for it is owed to the Uniswap pool and goes there straight from Aave. No floor stands in the
    /// way of less debt.
    function _divest(uint256 paid, uint256 received, uint256 minEth, uint256 maxLst) internal {
        require(received >= minEth, LiquidityInsufficient(address(WETH), minEth, received));
        require(paid <= maxLst, PaidTooMuch(paid, maxLst));
        _repay(received);
        _takeOut(paid, address(UNISWAP));
    }
}
