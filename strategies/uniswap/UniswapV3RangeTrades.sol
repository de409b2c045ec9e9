// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {UniswapV3RangeGuard} from "strategies/uniswap/UniswapV3RangeGuard.sol";
import {UniswapV3RangeLiquidity} from "strategies/uniswap/UniswapV3RangeLiquidity.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";

/// @title UniswapV3RangeTrades
/// @notice Turns WETH that is held into LST and back: for the keeper within the oracle's bounds, for a leaver at whatever it costs him.
abstract contract UniswapV3RangeTrades is UniswapV3RangeGuard, UniswapV3RangeLiquidity, IUniswapV3SwapCallback {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    /// @dev The lower end of Uniswap's price range, one inside.
    uint160 private constant MIN_SQRT_PRICE = 4295128740;
    /// @dev ETH per LST that no pool of the two comes near; a leaver's own bound is at the vault.
    uint256 private constant ANY_RATE_WAD = 1e36;

    /* CALLBACK */

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata) external {
        require(msg.sender == address(UNISWAP) && _operation == Operation.Trade, UnexpectedCallback(msg.sender));
        if (amount0Delta > 0) LST.safeTransfer(address(UNISWAP), amount0Delta.toUint256());
        else IERC20(address(WETH)).safeTransfer(address(UNISWAP), amount1Delta.toUint256());
    }

    /* INTERNAL */

    /// @dev Needs no guard: the price of the pool decides only how much of it the pool gets, and the bound is the oracle's.
    function _buyLst(uint256 eth, uint256 minLst) internal {
        (, eth) = _ofHeld(0, eth);
        require(eth != 0, ZeroAmount());
        (uint256 parWad, uint256 marketWad, bool fresh) = _rates();
        require(fresh, OracleNotFresh());
        minLst = Math.max(minLst, LstMarketMath.minLst(eth, marketWad, MAX_SLIPPAGE_BPS));
        uint256 bought = _spend(eth, parWad, marketWad * (BPS + MAX_SLIPPAGE_BPS) / BPS);
        require(bought >= minLst, ReceivedTooLittle(bought, minLst));
    }

    function _sellLst(uint256 lst, uint256 minEth) internal {
        (lst,) = _ofHeld(lst, 0);
        require(lst != 0, ZeroAmount());
        (, uint256 marketWad) = _requirePrice();
        minEth = Math.max(minEth, Math.mulDiv(lst, marketWad * (BPS - MAX_SLIPPAGE_BPS), WAD * BPS, Math.Rounding.Ceil));
        _operation = Operation.Trade;
        (int256 amount0, int256 amount1) = UNISWAP.swap(address(this), true, lst.toInt256(), MIN_SQRT_PRICE, "");
        _operation = Operation.None;
        (uint256 sold, uint256 received) = (amount0.toUint256(), (-amount1).toUint256());
        require(received >= minEth, SoldTooCheaply(received, minEth));
        _debit(sold, 0);
        _credit(0, received);
        emit LstSold(sold, received);
    }

    /// @dev Asks for no bound. Par, be it a fallback, only decides between pool and issuer.
    function _spendAtAnyPrice(uint256 eth) internal returns (uint256 bought) {
        if (eth == 0) return 0;
        (uint256 parWad,,) = _rates();
        return _spend(eth, parWad, ANY_RATE_WAD);
    }

    function _spend(uint256 eth, uint256 parWad, uint256 worstWad) private returns (uint256 bought) {
        _operation = Operation.Trade;
        (uint256 fromPool, uint256 fromIssuer) = _acquire(eth, parWad, worstWad);
        _operation = Operation.None;
        bought = fromPool + fromIssuer;
        _debit(0, eth);
        _credit(bought, 0);
        emit LstBought(eth, fromPool, fromIssuer);
    }
}
