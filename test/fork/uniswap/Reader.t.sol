// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {UniswapV3RangeReader} from "strategies/uniswap/UniswapV3RangeReader.sol";
import {UniswapV3RangeState} from "strategies/uniswap/UniswapV3RangeState.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice What a lens hands to the keeper is what strategy, pool and issuer say.
contract ReaderTest is RangeTest {
    function test_ReadsThePositionAndItsMarket() public {
        _hold(100e18, 100e18);
        int24 at = _parTick();
        _open(at - 20, at + 20, 50e18, 50e18);
        _open(at + 1, at + 20, 10e18, 0);
        _tradeToTick(9);
        _tradeToTick(3);
        UniswapV3RangeState memory s = UniswapV3RangeReader.read(address(range));
        assertEq(abi.encode(s.ranges), abi.encode(range.ranges()));
        assertEq(s.ranges.length, 2);
        assertGt(s.ranges[0].feesLst, 0);
        (uint256 lst, uint256 weth) = range.held();
        assertEq(s.heldLst, lst);
        assertEq(s.heldWeth, weth);
        assertEq(abi.encode(s.limits), abi.encode(_rangeLimits()));
        assertEq(s.tickSpacing, 1);
        assertEq(s.pool.sqrtPriceX96, _sqrtPrice());
        assertEq(s.pool.tick, _tick());
        assertEq(s.pool.liquidity, UNISWAP.liquidity());
        assertEq(s.pool.feePips, 100);
        assertEq(s.growth0X128, UNISWAP.feeGrowthGlobal0X128());
        assertEq(s.growth1X128, UNISWAP.feeGrowthGlobal1X128());
        assertGt(s.cardinality, 100);
        assertTrue(s.twapAvailable);
        assertEq(s.meanTick, at, "where it stood for the whole window");
        assertFalse(s.issuer.paused);
        assertEq(s.issuer.stakeLimit, STETH.getCurrentStakeLimit());
    }

    function test_SaysWhereThePoolRemembersTooLittle() public {
        vm.mockCallRevert(address(UNISWAP), abi.encodeWithSelector(IUniswapV3Pool.observe.selector), "OLD");
        UniswapV3RangeState memory s = UniswapV3RangeReader.read(address(range));
        assertFalse(s.twapAvailable);
        assertEq(s.meanTick, 0);
    }
}
