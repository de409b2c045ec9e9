// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {IWstEthMint} from "strategies/lido/interfaces/IWstEthMint.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";

/// @title LstMarket
/// @notice Where a strategy trades its LST, and how it turns WETH into LST where that is cheapest: a Uniswap pool or the issuer's mint.
/// @dev Who inherits it answers the pool's callback.
abstract contract LstMarket is StrategyBase {
    using SafeCast for uint256;
    using SafeCast for int256;

    uint256 private constant MAX_SLIPPAGE_CEILING_BPS = 200;

    IUniswapV3Pool internal immutable UNISWAP;
    uint24 internal immutable FEE_PIPS;
    IWETH9 internal immutable WETH;
    IStEth internal immutable STETH;
    /// @dev The worst execution against the oracle's market rate.
    uint16 internal immutable MAX_SLIPPAGE_BPS;

    /// @param uniswapPool_ Pool of LST (token0) and WETH (token1).
    constructor(address uniswapPool_, address weth_, uint16 maxSlippageBps) {
        _requireCode("uniswapPool", uniswapPool_);
        _requireCode("weth", weth_);
        UNISWAP = IUniswapV3Pool(uniswapPool_);
        WETH = IWETH9(weth_);
        (address token0, address token1) = (UNISWAP.token0(), UNISWAP.token1());
        require(token0 == address(LST), ConfigMismatch("uniswapPool.token0", token0, address(LST)));
        require(token1 == weth_, ConfigMismatch("uniswapPool.token1", token1, weth_));
        FEE_PIPS = UNISWAP.fee();
        STETH = IStEth(IWstEthMint(payable(address(LST))).stETH());
        _requireWithin("maxSlippageBps", maxSlippageBps, 1, MAX_SLIPPAGE_CEILING_BPS);
        MAX_SLIPPAGE_BPS = maxSlippageBps;
    }

    /// @dev Ether comes only from unwrapping WETH.
    receive() external payable {
        require(msg.sender == address(WETH), UnexpectedCallback(msg.sender));
    }

    /// @dev Buys LST for `eth`: in the pool up to the price at which the next LST costs par, then from the issuer at par, then, where the
    /// issuer does not take it all, in the pool again up to the worst price. So each wei is spent where the LST is cheapest.
    function _acquire(uint256 eth, uint256 parWad, uint256 worstWad)
        internal
        returns (uint256 fromPool, uint256 fromIssuer)
    {
        uint256 left;
        (fromPool, left) = _buy(eth, parWad);
        if (left == 0) return (fromPool, 0);
        uint256 mintable = Math.min(left, STETH.getCurrentStakeLimit());
        if (mintable != 0) {
            fromIssuer = _mint(mintable);
            left -= mintable;
        }
        if (left == 0) return (fromPool, fromIssuer);
        uint256 bought;
        (bought, left) = _buy(left, worstWad);
        require(left == 0, PurchaseIncomplete(eth, left));
        fromPool += bought;
    }

    /// @dev Buys in the pool until the next LST would cost `rateWad`, fee included.
    function _buy(uint256 eth, uint256 rateWad) private returns (uint256 lst, uint256 left) {
        uint160 limit = LstMarketMath.sqrtPriceAt(rateWad, FEE_PIPS);
        (uint160 sqrtPriceX96,,,,,,) = UNISWAP.slot0();
        if (sqrtPriceX96 >= limit) return (0, eth);
        (int256 amount0, int256 amount1) = UNISWAP.swap(address(this), false, eth.toInt256(), limit, "");
        return ((-amount0).toUint256(), eth - amount1.toUint256());
    }

    /// @dev Whether the pool seems to take all of `eth` under par; where liquidity ends earlier it takes what it can.
    function _poolTakes(uint256 eth, uint160 limit) internal view returns (bool) {
        (uint160 sqrtPriceX96,,,,,,) = UNISWAP.slot0();
        return LstMarketMath.ethBetween(sqrtPriceX96, limit, UNISWAP.liquidity()) >= eth;
    }

    function _mint(uint256 eth) private returns (uint256 lst) {
        uint256 balanceBefore = LST.balanceOf(address(this));
        WETH.withdraw(eth);
        Address.sendValue(payable(address(LST)), eth);
        return LST.balanceOf(address(this)) - balanceBefore;
    }
}
