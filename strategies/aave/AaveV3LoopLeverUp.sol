// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {AaveV3LoopAccount} from "strategies/aave/AaveV3LoopAccount.sol";
import {AaveV3LoopAdvisor} from "strategies/aave/AaveV3LoopAdvisor.sol";
import {AaveV3LoopOperation} from "strategies/aave/AaveV3LoopOperation.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";

/// @title AaveV3LoopLeverUp
/// @notice Borrows WETH and buys collateral for it, in one flash swap or one flash loan.
abstract contract AaveV3LoopLeverUp is AaveV3LoopAccount, AaveV3LoopOperation {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    function _leverUp(uint256 eth, uint256 minLst) internal {
        require(eth != 0, ZeroAmount());
        (uint256 parWad, uint256 marketWad, bool fresh) = _rates();
        require(fresh, OracleNotFresh());
        uint160 parLimit = LstMarketMath.sqrtPriceAt(parWad, FEE_PIPS);
        if (_poolTakes(eth, parLimit)) {
            (uint256 bought, uint256 spent) = _buyOnCredit(eth, parLimit, marketWad);
            (eth, minLst) = (eth - spent, Math.saturatingSub(minLst, bought));
            if (eth == 0) {
                require(minLst == 0, ReceivedTooLittle(bought, bought + minLst));
                return;
            }
        }
        _borrowAndBuy(eth, Math.max(minLst, LstMarketMath.minLst(eth, marketWad, MAX_SLIPPAGE_BPS)), parWad, marketWad);
    }

    /// @dev Where the pool alone is cheapest: one flash swap, in whose callback the LST is supplied and its WETH borrowed.
    function _buyOnCredit(uint256 eth, uint160 limit, uint256 marketWad)
        private
        returns (uint256 bought, uint256 spent)
    {
        _operation = Operation.BuyOnCredit;
        (int256 amount0, int256 amount1) = UNISWAP.swap(address(this), false, eth.toInt256(), limit, "");
        _operation = Operation.None;
        (bought, spent) = ((-amount0).toUint256(), amount1.toUint256());
        uint256 least = LstMarketMath.minLst(spent, marketWad, MAX_SLIPPAGE_BPS);
        require(bought >= least, ReceivedTooLittle(bought, least));
    }

    /// @dev Where the issuer's mint is cheaper for some of it: a flash loan that opens debt.
    function _borrowAndBuy(uint256 eth, uint256 minLst, uint256 parWad, uint256 marketWad) private {
        uint256 worstWad = marketWad * (BPS + MAX_SLIPPAGE_BPS) / BPS;

        _operation = Operation.LeverUp;
        try POOL.flashLoan(
            address(this),
            _array(address(WETH)),
            _array(eth),
            _array(VARIABLE_RATE),
            address(this),
            abi.encode(minLst, parWad, worstWad),
            0
        ) {}
        catch (bytes memory reason) {
            _explain(AaveV3LoopAdvisor.Refusal.Borrow, eth, reason);
        }
        _operation = Operation.None;
    }

    /* IN THE CALLBACKS */

    /// @dev In the flash swap: the LST is here, the WETH for it is owed to the Uniswap pool.
    function _supplyAndBorrow(uint256 bought, uint256 eth) internal {
        _supply();
        _useLstAsCollateral();
        emit LeveredUp(eth, bought, 0, _requireHealthAfterBorrow(eth));
        try POOL.borrow(address(WETH), eth, VARIABLE_RATE, 0, address(this)) {}
        catch (bytes memory reason) {
            _explain(AaveV3LoopAdvisor.Refusal.Borrow, eth, reason);
        }
        IERC20(WETH).safeTransfer(address(UNISWAP), eth);
    }

    /// @dev In the flash loan: the WETH is here, its debt is opened when this returns.
    function _invest(uint256 eth, bytes calldata params) internal {
        (uint256 minLst, uint256 parWad, uint256 worstWad) = abi.decode(params, (uint256, uint256, uint256));
        (uint256 fromPool, uint256 fromIssuer) =
            _acquireAndSupply(WETH.balanceOf(address(this)), minLst, parWad, worstWad);
        emit LeveredUp(eth, fromPool, fromIssuer, _requireHealthAfterBorrow(eth));
    }

    function _array(address value) private pure returns (address[] memory values) {
        values = new address[](1);
        values[0] = value;
    }

    function _array(uint256 value) private pure returns (uint256[] memory values) {
        values = new uint256[](1);
        values[0] = value;
    }
}
