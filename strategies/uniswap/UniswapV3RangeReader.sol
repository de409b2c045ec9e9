// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IssuerState, PoolState} from "strategies/aave/AaveV3LoopState.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {IWstEthMint} from "strategies/lido/interfaces/IWstEthMint.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {UniswapV3RangeMath} from "strategies/uniswap/UniswapV3RangeMath.sol";
import {UniswapV3RangeState} from "strategies/uniswap/UniswapV3RangeState.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";

/// @title UniswapV3RangeReader
/// @notice Reads a range strategy and its market for a lens that is never deployed; gas is of no concern here.
library UniswapV3RangeReader {
    function read(address strategy) internal view returns (UniswapV3RangeState memory s) {
        IUniswapV3Range range = IUniswapV3Range(strategy);
        IUniswapV3Pool pool = IUniswapV3Pool(range.uniswapPool());
        s.ranges = range.ranges();
        (s.heldLst, s.heldWeth) = range.held();
        s.limits = range.limits();
        s.tickSpacing = pool.tickSpacing();
        (s.pool, s.cardinality) = _pool(pool);
        (s.growth0X128, s.growth1X128) = (pool.feeGrowthGlobal0X128(), pool.feeGrowthGlobal1X128());
        (s.twapAvailable, s.meanTick) = _mean(pool, s.limits.twapWindow);
        s.issuer = _issuer(range.asset());
    }

    function _pool(IUniswapV3Pool pool) private view returns (PoolState memory p, uint16 cardinality) {
        (p.sqrtPriceX96, p.tick,, cardinality,,,) = pool.slot0();
        (p.liquidity, p.feePips) = (pool.liquidity(), pool.fee());
    }

    function _mean(IUniswapV3Pool pool, uint32 window) private view returns (bool available, int24 meanTick) {
        uint32[] memory ago = new uint32[](2);
        ago[0] = window;
        try pool.observe(ago) returns (int56[] memory cumulative, uint160[] memory) {
            return (true, UniswapV3RangeMath.meanTick(cumulative[0], cumulative[1], window));
        } catch {
            return (false, 0);
        }
    }

    function _issuer(address lst) private view returns (IssuerState memory i) {
        IStEth stEth = IStEth(IWstEthMint(payable(lst)).stETH());
        (i.paused, i.stakeLimit) = (stEth.isStakingPaused(), stEth.getCurrentStakeLimit());
    }
}
